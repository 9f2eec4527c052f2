package dev.lian4j.dataconnection.load;

import java.nio.charset.Charset;
import java.util.Optional;
import org.mozilla.universalchardet.UniversalDetector;

/** Guesses the encoding of a text that is not UTF-8. */
final class GuessedCharset {

    private static final int STEP = 1 << 16;

    private GuessedCharset() {}

    /** The encoding that the bytes look most like; none where they look like none known here. */
    static Optional<Charset> of(byte[] bytes) {
        UniversalDetector detector = new UniversalDetector();
        for (int at = 0; at < bytes.length && !detector.isDone(); at += STEP) {
            detector.handleData(bytes, at, Math.min(STEP, bytes.length - at));
        }
        detector.dataEnd();
        Optional<Charset> charset = Optional.ofNullable(detector.getDetectedCharset())
                .filter(Charset::isSupported)
                .map(Charset::forName);
        return charset.filter(guess -> guess.newEncoder().maxBytesPerChar() > 1).isEmpty() && isCommonChinese(bytes)
                ? Optional.of(Charset.forName("GB18030"))
                : charset;
    }

    /**
     * Whether all but the ASCII are pairs that are GB 2312's everyday characters or its punctuation. In a few words of
     * Chinese the detector sees an alphabet, one letter a byte; in a text of such letters not all would be pairs.
     */
    private static boolean isCommonChinese(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int lead = bytes[at] & 0xff;
            int trail = at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
            boolean pair = (lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3);
            if (lead >= 0x80 && !(pair && trail >= 0xa1 && trail <= 0xfe)) {
                return false;
            }
            at += lead < 0x80 ? 1 : 2;
        }
        return true;
    }
}
