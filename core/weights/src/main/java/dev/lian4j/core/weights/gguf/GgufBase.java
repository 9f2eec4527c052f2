package dev.lian4j.core.weights.gguf;

import dev.lian4j.core.error.ModelException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a model to move its tensors between Hugging Face's form and GGUF's.
 *
 * @param architecture GGUF's name of it: {@code llama} (also SmolLM2, TinyLlama, Mistral), {@code qwen2}, {@code qwen3}
 * @param heads the heads of queries
 * @param keyValueHeads the heads of keys and values
 * @param tiedEmbeddings whether the output layer is the embedding, so that there is no {@code lm_head} in the file
 */
public record GgufBase(String architecture, long heads, long keyValueHeads, boolean tiedEmbeddings) {

    private static final Set<String> KNOWN = Set.of("llama", "qwen2", "qwen3");

    /**
     * Checks what was given.
     *
     * @throws ModelException if the architecture is not one of those above
     * @throws IllegalArgumentException if there are no heads
     */
    public GgufBase {
        if (!KNOWN.contains(architecture)) {
            throw new ModelException(
                    "The architecture '" + architecture + "' is not among those whose weights are read: "
                            + KNOWN.stream().sorted().collect(Collectors.joining(", ")));
        }
        if (heads < 1 || keyValueHeads < 1) {
            throw new IllegalArgumentException(
                    "A model has 1 head at least, not " + heads + " and " + keyValueHeads + " for keys");
        }
    }

    /**
     * The model that a file holds.
     *
     * @throws ModelException if the header does not tell, or of no model that is read
     */
    public static GgufBase of(GgufHeader header) {
        String architecture = header.architecture();
        long heads = header.number(architecture + ".attention.head_count").orElse(0L);
        long keyValueHeads =
                header.number(architecture + ".attention.head_count_kv").orElse(heads);
        if (!header.text("general.type").orElse("model").equals("model")) {
            throw new ModelException(header.file() + " holds no model: its general.type is '"
                    + header.text("general.type").orElse("") + "'");
        }
        if (KNOWN.contains(architecture) && (heads < 1 || keyValueHeads < 1)) {
            throw new ModelException(header.file() + ": its header does not tell the number of heads (" + architecture
                    + ".attention.head_count): convert the model again");
        }
        boolean tied =
                header.tensors().stream().noneMatch(tensor -> tensor.name().equals("output.weight"));
        return new GgufBase(architecture, heads, keyValueHeads, tied);
    }

    /** The order of the rows of a tensor or module, by its GGUF name; empty where they stand as in Hugging Face's. */
    Optional<HeadRows> rowOrder(String ggufName, long rows) {
        Long count = movedHeads(ggufName);
        if (count == null) {
            return Optional.empty();
        }
        if (rows % (2 * count) != 0) {
            throw new ModelException(
                    "'" + ggufName + "' has " + rows + " rows, which cannot be split among " + count + " heads");
        }
        return Optional.of(new HeadRows(rows / count));
    }

    private @Nullable Long movedHeads(String ggufName) {
        boolean moved = architecture.equals("llama") && ggufName.matches("blk\\.\\d+\\.attn_[qk](\\..*)?");
        return !moved ? null : ggufName.contains(".attn_q") ? (Long) heads : (Long) keyValueHeads;
    }
}
