package dev.lian4j.testing.process;

import java.util.List;

/**
 * How a process has ended.
 *
 * @param exitCode what it ended with; 137 after a kill on Linux
 * @param killed whether it was killed, not ended by itself before that
 * @param out the lines of its standard output
 * @param err its standard error
 */
public record Ended(int exitCode, boolean killed, List<String> out, String err) {

    /** Copies the lines. */
    public Ended {
        out = List.copyOf(out);
    }
}
