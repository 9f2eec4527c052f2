package dev.lian4j.core.weights.gguf;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.peft.LoraAdapterFile;
import dev.lian4j.core.weights.peft.LoraFile;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes LoRA adapters for llama.cpp. It multiplies B A by alpha / rank, with one alpha for the whole file: other scales
 * (rsLoRA's, those of an {@code alpha_pattern}) are put into alpha, and into B where modules differ. Keys and names after
 * llama.cpp's {@code convert_lora_to_gguf.py}.
 */
public final class GgufLora {

    private GgufLora() {}

    /**
     * Writes an adapter, in F32.
     *
     * @param base the model it is for
     * @throws ModelException if the format cannot hold it (DoRA, biases, modules trained whole, unknown modules, an output
     *     layer that is tied), or the file cannot be written
     */
    public static void write(Path file, GgufBase base, LoraAdapterFile adapter) {
        refuseWhatDoesNotFit(adapter);
        double alpha = alpha(adapter.config());
        List<TensorInfo> infos = new ArrayList<>();
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        adapter.pairs().forEach((module, pair) -> {
            String name = name(base, module);
            // llama.cpp will multiply by alpha / rank; what is left of the module's own scale goes into B.
            double rest = adapter.scale(module) * pair.rank() / alpha;
            tensors.put(name + ".weight.lora_a", pair.a());
            tensors.put(name + ".weight.lora_b", moved(base, name, scaled(pair.b(), rest)));
        });
        tensors.forEach((name, tensor) -> infos.add(tensor.info(name, "F32")));
        GgufWriter.write(
                file,
                keys(base, (float) alpha),
                infos,
                (name, into) ->
                        into.put(Objects.requireNonNull(tensors.get(name)).values()));
    }

    private static void refuseWhatDoesNotFit(LoraAdapterFile adapter) {
        if (adapter.config().dora()) {
            throw refused("has DoRA's magnitudes");
        }
        if (!adapter.others().isEmpty()) {
            throw refused(
                    "has whole tensors: " + String.join(", ", adapter.others().keySet()));
        }
        if (adapter.pairs().isEmpty()) {
            throw new ModelException("The adapter has no module at all: there is nothing to write");
        }
    }

    private static ModelException refused(String what) {
        return new ModelException("The adapter " + what + ", which a GGUF file of a LoRA adapter cannot hold: merge the"
                + " adapter into its model, and export that");
    }

    /** The alpha by which modules of the usual rank get their scale; never 0, which llama.cpp takes for a scale of 1. */
    private static double alpha(LoraFile config) {
        float alpha = (float) (config.rsLora() ? config.alpha() * Math.sqrt(config.r()) : config.alpha());
        return alpha == 0 ? config.r() : alpha;
    }

    private static String name(GgufBase base, String module) {
        String name = GgufNames.moduleToGguf(module).orElseThrow(() -> refused("adapts the unknown module " + module));
        if (name.equals("token_embd")) {
            throw refused("adapts the embedding");
        }
        if (name.equals("output") && base.tiedEmbeddings()) {
            throw refused("adapts lm_head, which is the embedding in this model");
        }
        return name;
    }

    private static FloatTensor scaled(FloatTensor b, double factor) {
        if ((float) factor == 1f) {
            return b;
        }
        float[] values = b.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * factor);
        }
        return FloatTensor.of(b.shape(), values);
    }

    /** The rows of B are those of the weight. */
    private static FloatTensor moved(GgufBase base, String name, FloatTensor b) {
        int rank = Math.toIntExact(b.shape().get(1));
        return base.rowOrder(name, b.shape().get(0))
                .map(order -> {
                    FloatBuffer rows = FloatBuffer.allocate(b.values().length);
                    order.toGguf(b.values(), rank, rows);
                    return FloatTensor.of(b.shape(), rows.array());
                })
                .orElse(b);
    }

    private static GgufKeys keys(GgufBase base, float alpha) {
        return new GgufKeys()
                .text("general.architecture", base.architecture())
                .text("general.type", "adapter")
                .text("adapter.type", "lora")
                .f32("adapter.lora.alpha", alpha);
    }
}
