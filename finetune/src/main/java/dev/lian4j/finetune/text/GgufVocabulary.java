package dev.lian4j.finetune.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.gguf.GgufKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Writes a {@code tokenizer.json} of byte-level BPE as a GGUF file's metadata: what {@link GgufTokenizer} reads. */
final class GgufVocabulary {

    private static final String KEY = "tokenizer.ggml.";
    private static final int NORMAL = 1;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final int UNUSED = 5;

    private final TokenizerJson text;
    private final JsonNode json;

    GgufVocabulary(TokenizerJson text) {
        this.text = text;
        this.json = text.tree();
    }

    /**
     * Puts the vocabulary among the metadata.
     *
     * @param size tokens that the model's table has rows for; those without a name are put down as unused
     * @throws ModelException if GGUF has no form for a tokenizer of this kind
     */
    void describe(GgufKeys keys, int size) {
        if (!json.path("model").path("type").asText().equals("BPE")) {
            throw new ModelException(text.where() + " is a tokenizer of the kind '"
                    + json.path("model").path("type").asText()
                    + "', which is not written to GGUF; only byte-level BPE is");
        }
        String[] tokens = new String[Math.max(size, text.vocabularySize())];
        int[] types = new int[tokens.length];
        Arrays.setAll(tokens, id -> "[PAD" + id + "]");
        Arrays.fill(types, UNUSED);
        json.path("model").path("vocab").properties().forEach(token -> {
            tokens[token.getValue().intValue()] = token.getKey();
            types[token.getValue().intValue()] = NORMAL;
        });
        for (JsonNode added : json.path("added_tokens")) {
            tokens[added.path("id").intValue()] = added.path("content").asText();
            types[added.path("id").intValue()] = added.path("special").asBoolean() ? CONTROL : USER_DEFINED;
        }
        keys.text(KEY + "model", "gpt2");
        keys.text(KEY + "pre", ByteLevelKind.describing(json, text.where()).ggufName());
        keys.texts(KEY + "tokens", List.of(tokens)).i32s(KEY + "token_type", types);
        keys.texts(KEY + "merges", merges());
    }

    /** A merge is written as two texts with a space between, or as a list of the two. */
    private List<String> merges() {
        List<String> merges = new ArrayList<>();
        for (JsonNode merge : json.path("model").path("merges")) {
            merges.add(
                    merge.isTextual()
                            ? merge.textValue()
                            : merge.path(0).asText() + " " + merge.path(1).asText());
        }
        return merges;
    }

    /** Puts the tokens that begin and end texts among the metadata. */
    static void describe(GgufKeys keys, SpecialTokens special, TextTokenizer tokenizer) {
        tokenizer.id(special.begin()).ifPresent(id -> {
            keys.u32(KEY + "bos_token_id", id);
            int[] whole = tokenizer.encodeWhole("a");
            keys.flag(KEY + "add_bos_token", whole.length > 0 && whole[0] == id);
        });
        Iterator<Integer> ends = special.ends().iterator();
        for (String key : List.of("eos_token_id", "eot_token_id", "eom_token_id")) {
            if (ends.hasNext()) {
                keys.u32(KEY + key, ends.next());
            }
        }
    }
}
