package dev.lian4j.models.cache;

import dev.lian4j.core.error.StoreException;
import dev.lian4j.models.chat.JsonMaps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file of lines of UTF-8, opened once; its first line tells what it is and which file it is. Not thread safe. */
final class LineFile implements AutoCloseable {

    private static final String KIND = "lian4j-cache";
    private static final int HEADER = 200;
    private static final int CHUNK = 1 << 16;

    private final Path path;
    private final FileChannel channel;

    private LineFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static LineFile toRead(Path path) throws IOException {
        return new LineFile(path, FileChannel.open(path, StandardOpenOption.READ));
    }

    static LineFile toWrite(Path path) throws IOException {
        return new LineFile(
                path,
                FileChannel.open(
                        path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)));
    }

    /** A file that somebody else has opened for reading and writing, forces to the disk and closes. */
    static LineFile over(Path path, FileChannel channel) {
        return new LineFile(path, channel);
    }

    long size() throws IOException {
        return channel.size();
    }

    /**
     * The id in the first line, which a rewritten file has anew; empty while there is no whole first line.
     *
     * @throws StoreException if the file is something else
     */
    String id() throws IOException {
        String head = text(0, (int) Math.min(HEADER, size()));
        int end = head.indexOf('\n');
        if (end < 0 && begins(head)) {
            return "";
        }
        String id = end < 0 ? null : idOf(head.substring(0, end));
        if (id == null) {
            throw new StoreException(path + " is not a cache file; nothing was changed. Give the cache another path");
        }
        return id;
    }

    private static boolean begins(String head) {
        String start = "{\"kind\":\"" + KIND;
        return start.startsWith(head) || (head.startsWith(start) && head.length() < HEADER);
    }

    private static @Nullable String idOf(String line) {
        try {
            Map<String, Object> map = JsonMaps.read(line);
            return KIND.equals(map.get("kind")) && map.get("id") instanceof String id ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Starts the file anew. */
    void writeHeader() throws IOException {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("kind", KIND);
        header.put("version", 1);
        header.put("id", UUID.randomUUID().toString());
        channel.truncate(0);
        append(JsonMaps.write(header));
    }

    /** Adds a line; where a writer was killed within the last one, after ending that. The offset of the line. */
    long append(String line) throws IOException {
        long end = size();
        boolean cut = end > 0 && bytes(end - 1, 1)[0] != '\n';
        ByteBuffer bytes = ByteBuffer.wrap(((cut ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
        for (long at = end; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
        return cut ? end + 1 : end;
    }

    /** Hands each whole line from an offset on to the reader; the offset after the last of them. */
    long lines(long from, Reader reader) throws IOException {
        long lineStart = from;
        long at = from;
        while (at < size()) {
            byte[] chunk = bytes(at, (int) Math.min(CHUNK, size() - at));
            for (int i = 0; i < chunk.length; i++) {
                if (chunk[i] == '\n') {
                    int length = Math.toIntExact(at + i - lineStart);
                    reader.line(lineStart, text(lineStart, length), length);
                    lineStart = at + i + 1;
                }
            }
            at += chunk.length;
        }
        return lineStart;
    }

    String text(long from, int length) throws IOException {
        return new String(bytes(from, length), StandardCharsets.UTF_8);
    }

    private byte[] bytes(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("The file became shorter while it was read");
            }
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Takes the lines of a file. */
    @FunctionalInterface
    interface Reader {
        /** A line without its end, where it starts, and how many bytes it has. */
        void line(long offset, String text, int length) throws IOException;
    }
}
