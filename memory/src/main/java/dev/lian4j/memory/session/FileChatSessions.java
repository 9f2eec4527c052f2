package dev.lian4j.memory.session;

import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.memory.ChatMessageHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Conversations as files of one folder, each a {@link FileChatMessageHistory} named after the session, whose id cannot
 * lead out of the folder. Safe for several threads and processes.
 *
 * @param folder where the files are; made when something is added
 */
public record FileChatSessions(Path folder) implements ChatSessions {

    private static final String ENDING = ".jsonl";

    /** Longer names are refused by common file systems. */
    private static final int LONGEST_NAME = 240;

    /** The conversations of this folder. */
    public static FileChatSessions of(Path folder) {
        return new FileChatSessions(folder);
    }

    /**
     * The history of a conversation.
     *
     * @throws IllegalArgumentException if the id is blank, or too long for the name of a file
     */
    @Override
    public ChatMessageHistory open(String sessionId) {
        return FileChatMessageHistory.of(file(sessionId));
    }

    private Path file(String sessionId) {
        String name = URLEncoder.encode(sessionId, StandardCharsets.UTF_8).replace(".", "%2E");
        if (sessionId.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("A session id must not be blank, nor longer than " + LONGEST_NAME
                    + " characters when written for a URL; this one has " + name.length());
        }
        return folder.resolve(name + ENDING);
    }

    @Override
    public List<String> ids() {
        return files().stream()
                .filter(file -> size(file) > 0)
                .map(FileChatSessions::id)
                .toList();
    }

    private static String id(Path file) {
        String name = file.getFileName().toString();
        return URLDecoder.decode(name.substring(0, name.length() - ENDING.length()), StandardCharsets.UTF_8);
    }

    @Override
    public boolean delete(String sessionId) {
        return delete(file(sessionId));
    }

    /**
     * Forgets the conversations in which nothing was said since then; says how many.
     *
     * @throws StoreException if a file cannot be looked at or deleted
     */
    public int expire(Instant since) {
        return (int) files().stream()
                .filter(file -> changed(file).isBefore(since))
                .filter(FileChatSessions::delete)
                .count();
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException("The conversations in " + folder + " could not be listed: " + e, e);
        }
    }

    private static long size(Path file) {
        return asked(file, Files::size);
    }

    private static Instant changed(Path file) {
        return asked(file, Files::getLastModifiedTime).toInstant();
    }

    private static boolean delete(Path file) {
        return asked(file, Files::deleteIfExists);
    }

    private static <T> T asked(Path file, Asking<T> question) {
        try {
            return question.of(file);
        } catch (IOException e) {
            throw new StoreException("The conversation " + file + " could not be looked at or deleted: " + e, e);
        }
    }

    private interface Asking<T> {
        T of(Path file) throws IOException;
    }
}
