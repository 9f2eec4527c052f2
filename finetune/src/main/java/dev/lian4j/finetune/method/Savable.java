package dev.lian4j.finetune.method;

import java.nio.file.Path;

/** Something trained that can be kept in files. */
@FunctionalInterface
public interface Savable {

    /**
     * Writes what was trained to a directory: a PEFT adapter, or the whole model's weights and configuration.
     *
     * @param baseModel the name or path of the model, for the adapter's file
     * @throws dev.lian4j.core.error.ModelException if it cannot be written
     */
    void save(Path directory, String baseModel);
}
