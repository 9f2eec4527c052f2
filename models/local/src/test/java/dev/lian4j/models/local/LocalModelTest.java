package dev.lian4j.models.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.gguf.GgufHeader;
import dev.lian4j.core.weights.gguf.GgufKeys;
import dev.lian4j.core.weights.gguf.GgufWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalModelTest {

    @TempDir
    Path directory;

    private static LocalModel small() {
        return LocalModel.builder(RealModel.require()).contextSize(128).open();
    }

    @Test
    void closingEndsTheProcessAndLeavesNoFiles() {
        LocalModel model = small();
        ProcessHandle process = ProcessHandle.of(model.host().processId()).orElseThrow();
        Path files = model.host().processDirectory();
        assertThat(files).isDirectory();

        model.close();
        model.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(files).doesNotExist();
    }

    @Test
    void aCallAfterClosingIsAClearError() {
        LocalModel model = small();
        model.close();

        assertThatThrownBy(() -> model.chatModel().predict("Hi"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void closingEndsACallUnderWay() {
        LocalModel model = small();
        ChatRequest request = ChatRequest.of("Count to one hundred.")
                .with(ChatParameters.builder().temperature(0).build());

        assertThatThrownBy(() -> model.languageModel().invoke(request, piece -> model.close()))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void makesVectorsOfLengthOne() {
        try (LocalModel model = LocalModel.builder(RealModel.require())
                .contextSize(128)
                .forEmbeddings()
                .open()) {
            EmbeddingModel embedder = model.embeddingModel();
            List<float[]> vectors = embedder.embedDocuments(List.of("你好，世界", "A cat sat.", "你好，世界"));

            assertThat(vectors).hasSize(3).allSatisfy(vector -> {
                assertThat(vector).hasSize((int) model.header().embeddingLength());
                assertThat(length(vector)).isEqualTo(1, within(1e-4));
            });
            assertThat(vectors.get(0)).isEqualTo(vectors.get(2)).isNotEqualTo(vectors.get(1));
            assertThatThrownBy(() -> embedder.embedQuery("word ".repeat(200)))
                    .isInstanceOf(ContextLengthExceededException.class)
                    .hasMessageContaining("201 tokens");
            assertThatThrownBy(() -> embedder.embedQuery("")).isInstanceOf(ModelException.class);
            assertThatThrownBy(() -> model.chatModel().predict("Hi"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("opened for embeddings");
        }
    }

    private static double length(float[] vector) {
        double sum = 0;
        for (float number : vector) {
            sum += (double) number * number;
        }
        return Math.sqrt(sum);
    }

    @Test
    void opensAFileWithAChineseName() throws IOException {
        Path link = Files.createSymbolicLink(
                directory.resolve("模型 一.gguf"), RealModel.require().toAbsolutePath());

        try (LocalChatModel model = LocalChatModel.builder(link)
                .contextSize(128)
                .parameters(ChatParameters.builder().temperature(0).build())
                .build()) {
            assertThat(model.predict("What is the capital of France?")).contains("Paris");
        }
    }

    @Test
    void refusesACutModel() throws IOException {
        byte[] start = Arrays.copyOf(Files.readAllBytes(RealModel.require()), 5_000_000);
        Path cut = Files.write(directory.resolve("cut.gguf"), start);

        assertThatThrownBy(() -> LocalChatModel.open(cut))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("cut.gguf")
                .hasMessageContaining("at byte ")
                .hasMessageContaining("more");
    }

    @Test
    void refusesFilesThatAreNoModel() throws IOException {
        Path text = Files.writeString(directory.resolve("text.gguf"), "这不是模型。".repeat(100));
        Path empty = Files.createFile(directory.resolve("empty.gguf"));

        assertThatThrownBy(() -> LocalChatModel.open(text)).hasMessageContaining("does not start with 'GGUF'");
        assertThatThrownBy(() -> LocalChatModel.open(empty)).hasMessageContaining("the file is empty");
        assertThatThrownBy(() -> LocalChatModel.open(directory.resolve("none.gguf")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no model file");
    }

    @Test
    void tellsWhyTheLibraryCannotLoadAModel() {
        Path odd = odd("odd.gguf");

        assertThatThrownBy(() -> LocalModel.open(odd))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Cannot load")
                .hasMessageContaining("odd.gguf")
                .hasMessageContaining("error");
    }

    @Test
    void writesByAnotherTemplate() {
        String template =
                "{{ bos_token }}{% for m in messages %}{{ m.role }}: {{ m.content | trim }}\n{% endfor %}A:\n";
        try (LocalModel model = LocalModel.builder(RealModel.require())
                .contextSize(128)
                .chatTemplate(template)
                .open()) {
            List<Message> conversation = List.of(Message.user("  你好 "), Message.ai("Hi"), Message.user("Who?"));

            String rendered = model.host()
                    .exclusively(
                            Run.root(),
                            process -> ChatPrompt.of(model.host()).render(conversation, process, Run.root()));

            assertThat(rendered).isEqualTo("<|im_start|>user: 你好\nassistant: Hi\nuser: Who?\nA:");
        }
    }

    @Test
    void tellsThatATemplateIsBroken() {
        try (LocalModel model = LocalModel.builder(RealModel.require())
                .contextSize(128)
                .chatTemplate("{% for m in messages %}")
                .open()) {
            assertThatThrownBy(() -> model.chatModel().predict("Hi"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("cannot read the chat template");
        }
    }

    @Test
    void tellsThatATemplateRefusesAConversation() {
        String template = "{% for m in messages %}{% if loop.index0 > 5 %}{{ raise_exception('too many') }}"
                + "{% endif %}{% if loop.last %}{{ m.content }}{% endif %}{% endfor %}";
        try (LocalModel model = LocalModel.builder(RealModel.require())
                .contextSize(128)
                .chatTemplate(template)
                .open()) {
            List<Message> many = Collections.nCopies(8, Message.user("a"));

            assertThatThrownBy(() -> model.chatModel().invoke(new ChatRequest(many, ChatParameters.NONE)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("too many");
            assertThatThrownBy(() -> model.chatModel()
                            .invoke(ChatRequest.of(Message.user("a"), Message.ai("b"), Message.user("c"))))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("leaves out the user message 1");
        }
    }

    @Test
    void refusesChatWithoutTemplate() {
        try (LocalModel model = LocalModel.builder(RealModel.require())
                .contextSize(128)
                .chatTemplate("")
                .open()) {
            assertThatThrownBy(model::chatModel)
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("has no chat template");
        }
    }

    @Test
    void refusesAContextThatTheModelWasNotTrainedFor() {
        Path shortSighted = odd("short.gguf");

        assertThatThrownBy(
                        () -> LocalModel.builder(shortSighted).contextSize(100).open())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("contextSize of 100")
                .hasMessageContaining("trained for 64");
    }

    @Test
    void takesTheModelsOwnContextButNoMoreThanAllowed() {
        Path shortSighted = odd("short.gguf");
        LocalOptions allowed = new LocalOptions(shortSighted, 0, 4096, 0, 0, null, false, false, null, null);
        assertThat(allowed.contextSize(GgufHeader.read(shortSighted))).isEqualTo(64);

        try (LocalModel model =
                LocalModel.builder(RealModel.require()).largestContextSize(256).open()) {
            assertThat(model.contextSize()).isEqualTo(256);
        }
        assertThatThrownBy(() ->
                        LocalModel.builder(shortSighted).largestContextSize(0).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("largestContextSize");
    }

    @Test
    void tellsThatThePlatformIsNotServed() {
        String property = "de.kherud.llama.osinfo.architecture";
        System.setProperty(property, "sparc");
        try {
            Path model = odd("odd.gguf");
            assertThatThrownBy(() -> LocalModel.open(model))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("No native library")
                    .hasMessageContaining("sparc");
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void putsAnAdapterOnAModel() {
        Path base = RealModel.require();
        Path adapter = adapter("适配器.gguf", "lora", "llama", 16);
        ChatRequest request = ChatRequest.of("Once upon a time")
                .with(ChatParameters.builder().temperature(0).maxTokens(12).build());

        String plain = answer(LocalModel.builder(base), request);

        assertThat(answer(LocalModel.builder(base).loraAdapter(adapter), request))
                .isNotEqualTo(plain);
        assertThat(answer(LocalModel.builder(base).loraAdapter(adapter, 0), request))
                .isEqualTo(plain);
        assertThat(answer(LocalModel.builder(base).loraAdapter(adapter, 0.00001), request))
                .isEqualTo(plain);
    }

    private static String answer(LocalModel.Builder builder, ChatRequest request) {
        try (LocalModel model = builder.contextSize(128).open()) {
            return model.languageModel().invoke(request).text();
        }
    }

    /** A whole GGUF file, but of no network. */
    private Path odd(String name) {
        Path file = directory.resolve(name);
        GgufKeys keys = new GgufKeys()
                .text("general.architecture", "llama")
                .u32("llama.context_length", 64)
                .texts("tokenizer.ggml.tokens", List.of("<s>", "你好", "b"))
                .i32s("tokenizer.ggml.token_type", 3, 1, 1);
        TensorInfo tensor = new TensorInfo("a", List.of(2L, 4L), "F32");
        GgufWriter.write(file, keys, List.of(tensor), (any, into) -> into.put(new float[8]));
        return file;
    }

    /** An adapter of rank 4 for the output projection of the first layer of SmolLM2-135M, of large numbers. */
    private Path adapter(String file, String type, String architecture, float alpha) {
        GgufKeys keys = new GgufKeys()
                .text("general.architecture", architecture)
                .text("general.type", "adapter")
                .text("adapter.type", type)
                .f32("adapter.lora.alpha", alpha);
        List<TensorInfo> tensors = List.of(
                new TensorInfo("blk.0.attn_output.weight.lora_a", List.of(4L, 576L), "F32"),
                new TensorInfo("blk.0.attn_output.weight.lora_b", List.of(576L, 4L), "F32"));
        GgufWriter.write(directory.resolve(file), keys, tensors, (name, into) -> {
            for (int i = 0; i < 576 * 4; i++) {
                into.put((i * 7919 % 200 - 100) / 50f);
            }
        });
        return directory.resolve(file);
    }

    @Test
    void refusesAdaptersThatDoNotFit() throws IOException {
        Path base = RealModel.require();
        Path otherType = adapter("type.gguf", "aloha", "llama", 16);
        Path otherModel = adapter("architecture.gguf", "lora", "qwen2", 16);
        Path noAlpha = adapter("alpha.gguf", "lora", "llama", 0);
        Path cut = directory.resolve("cut.gguf");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(adapter("whole.gguf", "lora", "llama", 16)), 9000));

        assertThatThrownBy(() -> LocalModel.builder(base).loraAdapter(otherType).open())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("adapter/aloha");
        assertThatThrownBy(
                        () -> LocalModel.builder(base).loraAdapter(otherModel).open())
                .hasMessageContaining("'qwen2'")
                .hasMessageContaining("'llama'");
        assertThatThrownBy(
                        () -> LocalModel.builder(base).loraAdapter(noAlpha, 0.5).open())
                .hasMessageContaining("adapter.lora.alpha");
        assertThatThrownBy(() -> LocalModel.builder(base).loraAdapter(cut).open())
                .hasMessageContaining("at byte ");
        assertThatThrownBy(() -> LocalModel.builder(base).loraAdapter(base).open())
                .hasMessageContaining("is of the type model/none");
        assertThatThrownBy(() -> LocalModel.open(otherModel)).hasMessageContaining("is of the type 'adapter'");
    }
}
