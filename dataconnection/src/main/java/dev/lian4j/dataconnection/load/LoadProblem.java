package dev.lian4j.dataconnection.load;

import java.nio.file.Path;

/**
 * A file, or a part of it, that was passed over.
 *
 * @param path the file or folder
 * @param reason why, and where in the file; in words for people
 */
public record LoadProblem(Path path, String reason) {

    @Override
    public String toString() {
        return path + ": " + reason;
    }
}
