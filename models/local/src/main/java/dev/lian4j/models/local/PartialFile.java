package dev.lian4j.models.local;

import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The part of a download that is here, and beside it the tag by which its server knows the version of it. */
final class PartialFile {

    private final Path path;
    private final Path tagPath;
    private final KnownModel.Source source;

    PartialFile(Path path, KnownModel.Source source) {
        this.path = path;
        this.tagPath = path.resolveSibling(path.getFileName() + ".tag");
        this.source = source;
    }

    Path path() {
        return path;
    }

    long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /** The strong ETag of what is here, if it is of this source and can be gone on with. */
    Optional<String> tag() throws IOException {
        if (size() == 0 || !Files.exists(tagPath)) {
            return Optional.empty();
        }
        String[] lines = Files.readString(tagPath).split("\n", -1);
        boolean ours = lines.length == 2 && lines[0].equals(source.url().toString()) && lines[1].startsWith("\"");
        return ours ? Optional.of(lines[1]) : Optional.empty();
    }

    /** Starts anew, with the version that the server now gives. */
    void restart(Optional<String> tag) throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(tagPath);
        if (tag.isPresent()) {
            Files.writeString(tagPath, source.url() + "\n" + tag.get());
        }
    }

    /** Forgets everything but what was moved away. */
    void forget() throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(tagPath);
    }

    /**
     * Checks that this is the whole file and the right one.
     *
     * @throws ModelException if not; it is deleted then
     */
    void checkHash() throws IOException {
        String found = sha256();
        if (!found.equals(source.sha256())) {
            forget();
            throw new ModelException("The file from " + source.url() + " is not the expected one: its SHA-256 is "
                    + found + ", not " + source.sha256() + "; it was deleted");
        }
    }

    private String sha256() throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(path)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
