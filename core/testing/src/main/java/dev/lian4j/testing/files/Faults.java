package dev.lian4j.testing.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Counts operations, and fails those that were chosen. */
final class Faults {

    private final List<String> done = new ArrayList<>();
    private Set<FileOperation> kinds = EnumSet.noneOf(FileOperation.class);
    private long first = Long.MAX_VALUE;
    private long last = Long.MAX_VALUE;
    private String message = "";
    private long counted;
    private long failed;

    synchronized void plan(Set<FileOperation> failing, long from, long to, String text) {
        kinds = failing;
        first = from;
        last = to;
        message = text;
        counted = 0;
        failed = 0;
        done.clear();
    }

    /** Notes an operation, which fails if it is its turn. */
    synchronized void passes(FileOperation kind, Object where) throws IOException {
        done.add(kind + " " + where);
        if (kinds.contains(kind)) {
            counted++;
            if (counted >= first && counted <= last) {
                failed++;
                throw new IOException(where + ": " + message);
            }
        }
    }

    synchronized long counted() {
        return counted;
    }

    synchronized long failed() {
        return failed;
    }

    synchronized List<String> done() {
        return List.copyOf(done);
    }
}
