package dev.lian4j.dataconnection.load;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The bytes at the start of a text that tell its encoding: the character U+FEFF in that encoding. */
record ByteOrderMark(Charset charset) {

    /** Longer ones first: UTF-32LE's starts as UTF-16LE's does. */
    private static final List<ByteOrderMark> ALL = Stream.of("UTF-32LE", "UTF-32BE", "UTF-8", "UTF-16LE", "UTF-16BE")
            .map(name -> new ByteOrderMark(Charset.forName(name)))
            .toList();

    static Optional<ByteOrderMark> of(byte[] text) {
        return ALL.stream().filter(mark -> mark.starts(text)).findFirst();
    }

    int length() {
        return bytes().length;
    }

    private boolean starts(byte[] text) {
        byte[] bytes = bytes();
        return text.length >= bytes.length && Arrays.equals(text, 0, bytes.length, bytes, 0, bytes.length);
    }

    private byte[] bytes() {
        return "\ufeff".getBytes(charset);
    }
}
