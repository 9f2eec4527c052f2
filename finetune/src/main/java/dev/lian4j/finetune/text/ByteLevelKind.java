package dev.lian4j.finetune.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.ModelException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How byte-level tokenizers cut a text into words before they put bytes together. */
enum ByteLevelKind {
    /** GPT-2's words. */
    GPT2("gpt-2 default phi-2", "", false),
    /** The same, and each digit alone: SmolLM, StarCoder. */
    DIGITS("smollm starcoder refact codeshell", "digits", false),
    /** Llama 3: up to three digits together. */
    LLAMA3("llama-bpe llama3 llama-v3", words("\\p{N}{1,3}"), false),
    /** Qwen2 and 3: each digit alone, and composed characters. */
    QWEN2("qwen2", words("\\p{N}"), true);

    private static final String SPLIT_DIGITS = "digits";

    private final String names;
    private final String cut;
    private final boolean composed;

    ByteLevelKind(String names, String cut, boolean composed) {
        this.names = names;
        this.cut = cut;
        this.composed = composed;
    }

    private List<String> names() {
        return List.of(names.split(" ", -1));
    }

    private static String words(String digits) {
        return "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|" + digits
                + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    }

    /** The one of this {@code tokenizer.ggml.pre}. */
    static ByteLevelKind of(String name, String where) {
        return Arrays.stream(values())
                .filter(kind -> kind.names().contains(name))
                .findFirst()
                .orElseThrow(() -> new ModelException(where + ": the way '" + name
                        + "' of cutting texts into words is not known here; known are "
                        + Arrays.stream(values())
                                .flatMap(kind -> kind.names().stream())
                                .collect(Collectors.joining(", "))
                        + ". Take a directory with a tokenizer.json"));
    }

    /** Writes the normalizer and the cutting. */
    void describe(ObjectNode json) {
        if (composed) {
            json.putObject("normalizer").put("type", "NFC");
        } else {
            json.putNull("normalizer");
        }
        boolean ownWords = cut.isEmpty() || cut.equals(SPLIT_DIGITS);
        ArrayNode steps =
                json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        if (cut.equals(SPLIT_DIGITS)) {
            steps.addObject().put("type", "Digits").put("individual_digits", true);
        } else if (!ownWords) {
            ObjectNode split = steps.addObject().put("type", "Split").put("behavior", "Isolated");
            split.put("invert", false).putObject("pattern").put("Regex", cut);
        }
        ObjectNode bytes = steps.addObject().put("type", "ByteLevel").put("add_prefix_space", false);
        bytes.put("trim_offsets", true).put("use_regex", ownWords);
    }

    /** The name that {@code tokenizer.ggml.pre} has for it. */
    String ggufName() {
        return names().get(0);
    }

    /** The one that a {@code tokenizer.json} describes, whatever words it takes for it. */
    static ByteLevelKind describing(JsonNode tokenizer, String where) {
        Set<String> wanted = cuts(tokenizer);
        return Arrays.stream(values())
                .filter(kind -> {
                    ObjectNode own = JsonNodeFactory.instance.objectNode();
                    kind.describe(own);
                    return cuts(own).equals(wanted);
                })
                .findFirst()
                .orElseThrow(() -> new ModelException(where + " cuts texts into words in a way that has no name here: "
                        + wanted + "; save the model as a directory and convert that by llama.cpp"));
    }

    /** What is done before bytes are put together, each step in a few words. */
    private static Set<String> cuts(JsonNode tokenizer) {
        Set<String> cuts = new TreeSet<>();
        if (tokenizer.path("normalizer").isObject()) {
            cuts.add(tokenizer.path("normalizer").path("type").asText());
        }
        JsonNode first = tokenizer.path("pre_tokenizer");
        Iterable<JsonNode> steps = first.has("pretokenizers") ? first.path("pretokenizers") : List.of(first);
        for (JsonNode step : steps) {
            String type = step.path("type").asText();
            boolean words = step.path("use_regex").asBoolean(true);
            cuts.add(
                    type.equals("ByteLevel")
                            ? type + (words ? " with words" : "")
                            : type + step.path("pattern").path("Regex").asText());
        }
        return cuts;
    }
}
