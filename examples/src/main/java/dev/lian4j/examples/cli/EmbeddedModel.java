package dev.lian4j.examples.cli;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.LianException;
import dev.lian4j.models.local.ModelCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The small model that answers when no other was chosen; fetched on first use. */
public record EmbeddedModel(Console console) {

    private static final String NAME = "smollm2-135m";

    /** The model's file; empty, with a note that says why, where it is not here and cannot be fetched. */
    Optional<Path> find() {
        try {
            return Optional.of(require(NAME));
        } catch (LianException e) {
            console.note("No language model: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The file of a model by its path, or by its name in the cache, fetched if need be. */
    public Path require(String pathOrName) {
        Optional<Path> here = ModelCache.ofDefault().find(pathOrName);
        return here.orElseGet(() -> fetch(pathOrName));
    }

    /** The script knows a second source, which a program without Python does not have. */
    private Path fetch(String name) {
        String script = System.getProperty("lian.fetch", "bin/fetch-model");
        try {
            Process process = new ProcessBuilder(script, name)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String path = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new LianException("'" + name + "' is not in the model cache and could not be fetched");
            }
            return Path.of(path);
        } catch (IOException e) {
            throw new LianException("'" + name + "' is not in the model cache; run " + script + " " + name, e);
        } catch (InterruptedException e) {
            throw CancelledException.interrupted("fetching the model");
        }
    }
}
