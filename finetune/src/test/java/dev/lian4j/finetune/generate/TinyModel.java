package dev.lian4j.finetune.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.FormulaWeights;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.text.SpecialTokens;
import dev.lian4j.finetune.text.TextTokenizer;
import java.util.List;
import java.util.Set;

/** A tiny model with a tokenizer of the 256 bytes and two control tokens. */
public final class TinyModel {

    static final int START = 256;
    public static final int END = 257;

    private TinyModel() {}

    public static CausalLm model(TensorEngine engine) {
        ModelConfig config = ModelConfig.llama(258, 32, 2, 4, 4096);
        return CausalLm.load(engine, config, FormulaWeights.of(config));
    }

    public static TextTokenizer tokenizer(Set<Integer> ends) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding").putNull("normalizer");
        var added = json.putArray("added_tokens");
        for (String token : List.of("<|im_start|>", "<|im_end|>")) {
            added.addObject()
                    .put("id", START + added.size() - 1)
                    .put("content", token)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        for (String part : List.of("pre_tokenizer", "decoder")) {
            json.putObject(part)
                    .put("type", "ByteLevel")
                    .put("add_prefix_space", false)
                    .put("trim_offsets", true)
                    .put("use_regex", false);
        }
        json.putNull("post_processor");
        ObjectNode model = json.putObject("model").put("type", "BPE");
        model.putArray("merges");
        ObjectNode vocabulary = model.putObject("vocab");
        for (int i = 0; i < 256; i++) {
            vocabulary.put(letter(i), i);
        }
        SpecialTokens special = new SpecialTokens("", ends, List.of("<|im_start|>", "<|im_end|>"));
        return TextTokenizer.ofJson(json.toString(), special, "tiny");
    }

    /** GPT-2's letter for a byte: printable ones as they are, the others from 256 on. */
    private static String letter(int wanted) {
        int other = 0;
        for (int i = 0; i <= wanted; i++) {
            boolean printable = (i >= 33 && i <= 126) || (i >= 161 && i <= 172) || i >= 174;
            int letter = printable ? i : 256 + other++;
            if (i == wanted) {
                return Character.toString(letter);
            }
        }
        throw new IllegalArgumentException("No byte: " + wanted);
    }
}
