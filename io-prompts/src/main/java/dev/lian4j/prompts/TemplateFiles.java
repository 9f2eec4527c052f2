package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads templates as strict UTF-8, at most 16 MiB; a byte order mark is dropped. */
public final class TemplateFiles {

    static final int MAX_BYTES = 16 * 1024 * 1024;

    private TemplateFiles() {}

    /**
     * The text of a file.
     *
     * @throws TemplateException if it cannot be read, is not UTF-8 or is too large
     */
    public static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return decode(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new TemplateException("Template file " + file + " does not exist.");
        } catch (IOException e) {
            throw new TemplateException("Template file " + file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * The text of a resource of the classpath, by its full name such as {@code prompts/qa.txt}.
     *
     * @throws TemplateException if it is not there, cannot be read, is not UTF-8 or is too large
     */
    public static String readResource(String name) {
        String path = name.startsWith("/") ? name.substring(1) : name;
        try (InputStream in = open(path)) {
            if (in == null) {
                throw new TemplateException("Template resource " + path + " is not on the classpath.");
            }
            return decode(in, path);
        } catch (IOException e) {
            throw new TemplateException("Template resource " + path + " cannot be read: " + e.getMessage());
        }
    }

    private static @Nullable InputStream open(String path) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        InputStream found = context == null ? null : context.getResourceAsStream(path);
        return found != null ? found : TemplateFiles.class.getClassLoader().getResourceAsStream(path);
    }

    private static String decode(InputStream in, String origin) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new TemplateException("Template " + origin + " is larger than " + MAX_BYTES + " bytes.");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new TemplateException("Template " + origin + " is not UTF-8 text; save it as UTF-8.");
        }
    }
}
