package dev.lian4j.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The text that all peers get: Shakespeare's plays, 1.1 MB, from the folder that {@code lian4j.shared} names. */
final class Texts {

    private static final Path SHARED = Path.of(System.getProperty("lian4j.shared", "../shared"));

    private Texts() {}

    static Path shared(String file) {
        return SHARED.resolve("data").resolve(file);
    }

    static String plays() {
        try {
            return Files.readString(shared("text/corpus_tinyshakespeare.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException("No text to work on: name the folder of shared data by -Dlian4j.shared", e);
        }
    }

    /** Pieces of the plays, all of one length. */
    static List<String> passages(int count, int characters) {
        String plays = plays();
        List<String> passages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int start = (int) (i * 7919L * characters % (plays.length() - characters));
            passages.add(plays.substring(start, start + characters));
        }
        return passages;
    }
}
