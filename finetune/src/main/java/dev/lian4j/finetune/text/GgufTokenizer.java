package dev.lian4j.finetune.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.gguf.GgufHeader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Builds the {@code tokenizer.json} that says what a GGUF file's metadata does. Cutting before the BPE follows llama.cpp's
 * {@code llama-vocab.cpp} and the tokenizers of the models themselves.
 */
final class GgufTokenizer {

    private static final String KEY = "tokenizer.ggml.";
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final GgufHeader header;
    private final List<String> tokens;
    private final List<Integer> types;

    private GgufTokenizer(GgufHeader header) {
        this.header = header;
        this.tokens = strings("tokens");
        this.types = header.array(KEY + "token_type").orElse(List.of()).stream()
                .map(type -> type instanceof Number number ? number.intValue() : 1)
                .toList();
        if (tokens.isEmpty()) {
            throw new ModelException(header.file() + " has no tokens; take a file with a vocabulary,"
                    + " or a directory with a tokenizer.json");
        }
    }

    static GgufTokenizer of(GgufHeader header) {
        return new GgufTokenizer(header);
    }

    TokenizerJson json() {
        String kind = header.text(KEY + "model").orElse("");
        ObjectNode json = JSON.objectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding");
        json.set("added_tokens", addedTokens());
        switch (kind) {
            case "gpt2" -> byteLevel(json);
            case "llama" -> sentencePiece(json);
            default ->
                throw new ModelException(header.file() + ": the tokenizer '" + kind
                        + "' is not known here; known are gpt2 and llama. Take a directory with a tokenizer.json");
        }
        return TokenizerJson.parse(json.toString(), header.file().toString());
    }

    SpecialTokens specialTokens() {
        Set<Integer> ends = new LinkedHashSet<>();
        for (String key : List.of("eos_token_id", "eot_token_id", "eom_token_id")) {
            header.number(KEY + key).ifPresent(id -> ends.add((int) (long) id));
        }
        return new SpecialTokens(header.bosToken(), ends, header.controlTokens());
    }

    private List<String> strings(String key) {
        return header.array(KEY + key).orElse(List.of()).stream()
                .map(String::valueOf)
                .toList();
    }

    private ArrayNode addedTokens() {
        ArrayNode added = JSON.arrayNode();
        for (int id = 0; id < tokens.size(); id++) {
            int type = id < types.size() ? types.get(id) : 1;
            if (type == CONTROL || type == USER_DEFINED) {
                ObjectNode token = added.addObject();
                token.put("id", id).put("content", tokens.get(id)).put("special", type == CONTROL);
                token.put("single_word", false)
                        .put("lstrip", false)
                        .put("rstrip", false)
                        .put("normalized", false);
            }
        }
        return added;
    }

    private ObjectNode vocabulary() {
        ObjectNode vocabulary = JSON.objectNode();
        for (int id = 0; id < tokens.size(); id++) {
            vocabulary.put(tokens.get(id), id);
        }
        return vocabulary;
    }

    // -- byte-level BPE

    private void byteLevel(ObjectNode json) {
        String kind = header.text(KEY + "pre").orElse("default");
        ByteLevelKind.of(kind, header.file().toString()).describe(json);
        json.set("post_processor", bosFirst());
        ObjectNode decoder = json.putObject("decoder").put("type", "ByteLevel");
        decoder.put("add_prefix_space", true).put("trim_offsets", true).put("use_regex", true);
        ObjectNode model = json.putObject("model");
        model.put("type", "BPE").put("ignore_merges", kind.equals("llama-bpe")).put("byte_fallback", false);
        model.set("vocab", vocabulary());
        ArrayNode merges = model.putArray("merges");
        strings("merges").forEach(merges::add);
        if (merges.isEmpty()) {
            throw new ModelException(header.file() + " has no merges, without which no text can be cut into tokens");
        }
    }

    /** Puts the token that starts a text before it, where the model wants that; else null. */
    private JsonNode bosFirst() {
        String bos = header.bosToken();
        if (!header.addsBos() || bos.isEmpty()) {
            return JSON.nullNode();
        }
        ObjectNode template = JSON.objectNode().put("type", "TemplateProcessing");
        ArrayNode single = template.putArray("single");
        single.addObject().putObject("SpecialToken").put("id", bos).put("type_id", 0);
        single.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        ArrayNode pair = single.deepCopy();
        pair.addObject().putObject("Sequence").put("id", "B").put("type_id", 0);
        template.set("pair", pair);
        ObjectNode token = template.putObject("special_tokens").putObject(bos).put("id", bos);
        token.putArray("ids").add(tokens.indexOf(bos));
        token.putArray("tokens").add(bos);
        return template;
    }

    // -- SentencePiece

    private void sentencePiece(ObjectNode json) {
        boolean spaceFirst = header.flag(KEY + "add_space_prefix").orElse(true);
        ObjectNode normalizer = json.putObject("normalizer").put("type", "Sequence");
        ArrayNode steps = normalizer.putArray("normalizers");
        if (spaceFirst) {
            steps.addObject().put("type", "Prepend").put("prepend", "▁");
        }
        replace(steps.addObject(), " ", "▁");
        json.putNull("pre_tokenizer");
        json.set("post_processor", bosFirst());
        ArrayNode decoders = json.putObject("decoder").put("type", "Sequence").putArray("decoders");
        replace(decoders.addObject(), "▁", " ");
        decoders.addObject().put("type", "ByteFallback");
        decoders.addObject().put("type", "Fuse");
        if (spaceFirst) {
            decoders.addObject()
                    .put("type", "Strip")
                    .put("content", " ")
                    .put("start", 1)
                    .put("stop", 0);
        }
        ObjectNode model = json.putObject("model");
        model.put("type", "BPE").put("byte_fallback", true).put("fuse_unk", true);
        header.number(KEY + "unknown_token_id").ifPresent(id -> model.put("unk_token", tokens.get((int) (long) id)));
        model.set("vocab", vocabulary());
        ArrayNode merges = model.putArray("merges");
        PieceMerges.of(tokens, scores())
                .forEach(merge -> merges.addArray().add(merge.left()).add(merge.right()));
    }

    private static void replace(ObjectNode step, String what, String by) {
        step.put("type", "Replace").put("content", by).putObject("pattern").put("String", what);
    }

    private List<Double> scores() {
        List<Double> scores = new ArrayList<>();
        for (Object score : header.array(KEY + "scores").orElse(List.of())) {
            scores.add(score instanceof Number number ? number.doubleValue() : 0.0);
        }
        if (scores.size() != tokens.size()) {
            throw new ModelException(header.file() + " has " + tokens.size() + " tokens, but " + scores.size()
                    + " scores, by which they are put together");
        }
        return scores;
    }
}
