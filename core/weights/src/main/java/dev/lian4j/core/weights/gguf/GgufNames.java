package dev.lian4j.core.weights.gguf;

import dev.lian4j.core.error.ModelException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of a Llama-like model's modules in GGUF and in Hugging Face's code, both ways. */
final class GgufNames {

    private static final String[][] WHOLE = {
        {"token_embd", "model.embed_tokens"},
        {"output_norm", "model.norm"},
        {"output", "lm_head"},
    };

    private static final String[][] BLOCK = {
        {"attn_norm", "input_layernorm"},
        {"attn_q", "self_attn.q_proj"},
        {"attn_k", "self_attn.k_proj"},
        {"attn_v", "self_attn.v_proj"},
        {"attn_output", "self_attn.o_proj"},
        {"attn_q_norm", "self_attn.q_norm"},
        {"attn_k_norm", "self_attn.k_norm"},
        {"ffn_norm", "post_attention_layernorm"},
        {"ffn_gate", "mlp.gate_proj"},
        {"ffn_up", "mlp.up_proj"},
        {"ffn_down", "mlp.down_proj"},
    };

    private static final Pattern GGUF_BLOCK = Pattern.compile("blk\\.(\\d{1,5})\\.(\\w+)");
    private static final Pattern HF_BLOCK = Pattern.compile("model\\.layers\\.(\\d{1,5})\\.([\\w.]+)");
    private static final Map<String, String> WHOLE_TO_HF = map(WHOLE, 0, 1);
    private static final Map<String, String> WHOLE_TO_GGUF = map(WHOLE, 1, 0);
    private static final Map<String, String> BLOCK_TO_HF = map(BLOCK, 0, 1);
    private static final Map<String, String> BLOCK_TO_GGUF = map(BLOCK, 1, 0);

    private GgufNames() {}

    private static Map<String, String> map(String[][] pairs, int from, int to) {
        Map<String, String> map = new HashMap<>();
        for (String[] pair : pairs) {
            map.put(pair[from], pair[to]);
        }
        return Map.copyOf(map);
    }

    /** Hugging Face's name of a tensor; the name itself where there is none, as for {@code rope_freqs.weight}. */
    static String tensorToHuggingFace(String gguf) {
        int dot = gguf.lastIndexOf('.');
        return dot < 0
                ? gguf
                : moduleToHuggingFace(gguf.substring(0, dot))
                        .map(module -> module + gguf.substring(dot))
                        .orElse(gguf);
    }

    private static Optional<String> moduleToHuggingFace(String gguf) {
        Matcher block = GGUF_BLOCK.matcher(gguf);
        return block.matches()
                ? Optional.ofNullable(BLOCK_TO_HF.get(block.group(2)))
                        .map(part -> "model.layers." + block.group(1) + "." + part)
                : Optional.ofNullable(WHOLE_TO_HF.get(gguf));
    }

    /** GGUF's name of a tensor; {@code rope_freqs.weight} is the same in both. */
    static String tensorToGguf(String huggingFace) {
        if (huggingFace.equals(GgufModel.ROPE_FACTORS)) {
            return huggingFace;
        }
        int dot = huggingFace.lastIndexOf('.');
        return moduleToGguf(huggingFace.substring(0, Math.max(dot, 0)))
                        .orElseThrow(() -> new ModelException("GGUF has no name for the tensor '" + huggingFace + "'"))
                + huggingFace.substring(dot);
    }

    /** The name in GGUF of a module, without {@code .weight}. */
    static Optional<String> moduleToGguf(String huggingFace) {
        Matcher block = HF_BLOCK.matcher(huggingFace);
        return block.matches()
                ? Optional.ofNullable(BLOCK_TO_GGUF.get(block.group(2)))
                        .map(part -> "blk." + block.group(1) + "." + part)
                : Optional.ofNullable(WHOLE_TO_GGUF.get(huggingFace));
    }
}
