package dev.lian4j.models.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A model that can be fetched by name.
 *
 * @param name what it is asked for by
 * @param file the name of its file in the cache
 * @param license the SPDX id of its licence
 * @param ownSystemMessage whether it answers well with the system message that its chat template adds by itself
 * @param sources where it can be had, the best first; at least one
 */
public record KnownModel(String name, String file, String license, boolean ownSystemMessage, List<Source> sources) {

    private static final String LIST = "known-models.json";

    /** Checks the file name, copies the sources. */
    public KnownModel {
        if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "The file name '" + file + "' must be plain letters, digits, '.', '_', '-'");
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("The model '" + name + "' has no source");
        }
        sources = List.copyOf(sources);
    }

    /**
     * A place where a model's file is.
     *
     * @param url its address
     * @param size its length in bytes
     * @param sha256 its SHA-256, in lower-case hexadecimal digits
     */
    public record Source(URI url, long size, String sha256) {

        /** Checks size and hash. */
        public Source {
            if (size < 1 || !sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "The source " + url + " needs a size and a SHA-256 of 64 hexadecimal digits");
            }
        }
    }

    /** The known model that this file is, told by its size. */
    static Optional<KnownModel> ofFile(Path file) {
        long size = file.toFile().length();
        return all().stream()
                .filter(model -> model.sources().stream().anyMatch(source -> source.size() == size))
                .findFirst();
    }

    /** The models that this library knows. The first is its default. */
    public static List<KnownModel> all() {
        try (InputStream list = Objects.requireNonNull(KnownModel.class.getResourceAsStream(LIST), LIST)) {
            return new ObjectMapper().readValue(list, new TypeReference<List<KnownModel>>() {});
        } catch (IOException e) {
            throw new IllegalStateException("Unreadable " + LIST, e);
        }
    }
}
