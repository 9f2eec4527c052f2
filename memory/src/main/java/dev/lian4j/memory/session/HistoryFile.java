package dev.lian4j.memory.session;

import dev.lian4j.core.message.Message;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a history's file says, up to its first damage.
 *
 * @param messages the messages before the damage
 * @param sound how many bytes they take
 * @param damage what is wrong after them, and where; null where nothing is
 */
record HistoryFile(
        List<Message> messages, int sound, @Nullable String damage) {

    static HistoryFile read(byte[] bytes) {
        List<Message> messages = new ArrayList<>();
        int start = 0;
        for (int line = 1; start < bytes.length; line++) {
            int end = endOfLine(bytes, start);
            if (end == bytes.length) {
                return damaged(messages, start, line, "the last line is cut");
            }
            try {
                messages.addAll(MessageLines.read(text(bytes, start, end)));
            } catch (IllegalArgumentException | CharacterCodingException e) {
                return damaged(messages, start, line, String.valueOf(e.getMessage()));
            }
            start = end + 1;
        }
        return new HistoryFile(List.copyOf(messages), bytes.length, null);
    }

    private static HistoryFile damaged(List<Message> before, int start, int line, String what) {
        return new HistoryFile(List.copyOf(before), start, "line " + line + ", byte " + start + ": " + what);
    }

    private static int endOfLine(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static String text(byte[] bytes, int start, int end) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, start, end - start))
                .toString();
    }
}
