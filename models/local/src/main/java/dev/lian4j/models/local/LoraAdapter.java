package dev.lian4j.models.local;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.gguf.GgufHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A LoRA adapter to put on a model: W + scale * alpha / rank * B A. Hu et al. 2021, "LoRA: Low-Rank Adaptation of Large
 * Language Models".
 *
 * @param file a GGUF file of the type {@code adapter}
 * @param scale how strongly it works; 1 as it was trained, 0 not at all
 */
record LoraAdapter(Path file, double scale) {

    private static final String ALPHA = "adapter.lora.alpha";

    LoraAdapter {
        if (!Double.isFinite(scale)) {
            throw new IllegalArgumentException("The scale of a LoRA adapter must be a number, was " + scale);
        }
    }

    /** Checks that the file is an adapter of this model, and reads its header. */
    GgufHeader check(GgufHeader model) {
        GgufHeader adapter = GgufHeader.read(file);
        String type = adapter.text("general.type").orElse("model") + "/"
                + adapter.text("adapter.type").orElse("none");
        if (!type.equals("adapter/lora")) {
            throw new ModelException(file + " is of the type " + type + ", not a LoRA adapter (adapter/lora)");
        }
        if (!adapter.architecture().equals(model.architecture())) {
            throw new ModelException("The LoRA adapter " + file + " is made for the architecture '"
                    + adapter.architecture() + "', the model " + model.file() + " has '" + model.architecture() + "'");
        }
        return adapter;
    }

    /**
     * A file that has the scale in it: the binding cannot hand a scale on, but alpha is one. A copy in the directory where
     * the scale is not 1.
     */
    Path scaled(GgufHeader header, Path directory) throws IOException {
        if (scale == 1) {
            return file;
        }
        double alpha = header.metadata().get(ALPHA) instanceof Double value ? value : 0;
        if (alpha == 0) {
            throw new ModelException("The LoRA adapter " + file + " has no " + ALPHA + ": its scale cannot be changed");
        }
        Path copy = Files.copy(file, directory.resolve("adapter.gguf"));
        // llama.cpp takes an alpha of 0 for none at all; the least float is as good as nothing.
        float scaled = scale == 0 ? Float.MIN_VALUE : (float) (alpha * scale);
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, scaled);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.write(bytes, header.place(ALPHA).orElseThrow());
        }
        return copy;
    }
}
