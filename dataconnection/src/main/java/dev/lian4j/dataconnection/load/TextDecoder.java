package dev.lian4j.dataconnection.load;

import dev.lian4j.core.error.DocumentLoadException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The text of a file's bytes, strictly. */
final class TextDecoder {

    private static final int STEP = 1 << 16;

    private TextDecoder() {}

    /** By the byte order mark, else UTF-8, else as the bytes look. */
    static String decode(Path file, byte[] bytes) {
        Optional<ByteOrderMark> mark = ByteOrderMark.of(bytes);
        if (mark.isPresent()) {
            return decode(file, bytes, mark.get().charset());
        }
        int zero = firstZero(bytes);
        if (zero >= 0) {
            throw notText(file, "it has a zero byte at offset " + zero);
        }
        StringBuilder text = new StringBuilder(bytes.length);
        int bad = decode(bytes, 0, StandardCharsets.UTF_8, text);
        return bad < 0 ? checked(file, text) : decode(file, bytes, guessed(file, bytes, bad));
    }

    /** By the encoding named, whose byte order mark is left out. */
    static String decode(Path file, byte[] bytes, Charset charset) {
        int start = ByteOrderMark.of(bytes)
                .filter(mark -> mark.charset().equals(charset))
                .map(ByteOrderMark::length)
                .orElse(0);
        StringBuilder text = new StringBuilder(bytes.length - start);
        int bad = decode(bytes, start, charset, text);
        if (bad >= 0) {
            throw notText(file, "the bytes at offset " + bad + " are not " + charset.name());
        }
        return checked(file, text);
    }

    private static Charset guessed(Path file, byte[] bytes, int bad) {
        return GuessedCharset.of(bytes)
                .orElseThrow(() -> notText(
                        file,
                        "the bytes at offset " + bad
                                + " are not UTF-8, and they look like no other encoding known here"));
    }

    /** Appends the text; gives the offset of the first bytes that are wrong, or -1. */
    private static int decode(byte[] bytes, int start, Charset charset, StringBuilder text) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(STEP);
        CoderResult result;
        do {
            result = decoder.decode(in, out, true);
            text.append(out.flip());
            out.clear();
        } while (result.isOverflow());
        if (!result.isError()) {
            decoder.flush(out);
            text.append(out.flip());
        }
        return result.isError() ? in.position() : -1;
    }

    private static int firstZero(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Some encodings give any byte a character; what is more than one in a hundred control characters is no text. */
    private static String checked(Path file, StringBuilder text) {
        long controls = text.chars().filter(TextDecoder::isOddControl).count();
        if (controls * 100 > text.length() || text.indexOf("\0") >= 0) {
            throw notText(file, "it has " + controls + " control characters in " + text.length());
        }
        return text.toString();
    }

    private static boolean isOddControl(int c) {
        return (c < ' ' && (c < '\t' || c > '\r') && c != 0x1a && c != 0x1b) || (c >= 0x7f && c <= 0x9f && c != 0x85);
    }

    private static DocumentLoadException notText(Path file, String why) {
        return new DocumentLoadException(
                file.toString(),
                "is not a text file, as far as can be seen: " + why
                        + "; if it is text, name its encoding with TextLoader.builder(file).charset(...)");
    }
}
