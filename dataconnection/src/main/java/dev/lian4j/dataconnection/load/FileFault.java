package dev.lian4j.dataconnection.load;

import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What is wrong with a file, in words for people. For loaders of files. */
public final class FileFault {

    private FileFault() {}

    /**
     * Makes sure that there is a readable file of at most so many bytes.
     *
     * @throws DocumentLoadException if not
     */
    public static void check(Path file, long maxBytes) {
        if (!Files.exists(file)) {
            throw new DocumentLoadException(file.toString(), "there is no such file; check the path");
        }
        if (Files.isDirectory(file)) {
            throw new DocumentLoadException(
                    file.toString(), "is a folder, not a file; load folders with DirectoryLoader");
        }
        if (!Files.isRegularFile(file)) {
            throw new DocumentLoadException(file.toString(), "is not a regular file");
        }
        if (!Files.isReadable(file)) {
            throw new DocumentLoadException(file.toString(), "may not be read; check its permissions");
        }
        long bytes = size(file);
        if (bytes > maxBytes) {
            throw tooLarge(file, bytes, maxBytes);
        }
    }

    /** An error of reading, told without the JDK's class names. */
    public static DocumentLoadException of(Path file, IOException e) {
        String reason = "cannot be read: " + e.getMessage();
        if (e instanceof AccessDeniedException) {
            reason = "may not be read; check its permissions";
        } else if (e instanceof NoSuchFileException) {
            reason = "there is no such file; check the path";
        }
        return new DocumentLoadException(file.toString(), reason, e);
    }

    /** An error of any kind as one of loading the file; what is one already stays as it is. */
    public static DocumentLoadException of(Path file, RuntimeException e) {
        if (e instanceof DocumentLoadException known) {
            return known;
        }
        return e instanceof UncheckedIOException io
                ? of(file, io.getCause())
                : new DocumentLoadException(file.toString(), "is damaged, or its loader has a fault: " + e, e);
    }

    /** What an error says behind the source that it starts with. */
    public static String reason(DocumentLoadException e) {
        String message = String.valueOf(e.getMessage());
        String prefix = e.source() + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw of(file, e);
        }
    }

    private static DocumentLoadException tooLarge(Path file, long bytes, long maxBytes) {
        return new DocumentLoadException(
                file.toString(),
                "has " + bytes + " bytes, more than the limit of " + maxBytes
                        + "; raise the loader's maxBytes if this is meant");
    }
}
