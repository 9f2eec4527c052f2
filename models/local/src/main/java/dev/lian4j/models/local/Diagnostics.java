package dev.lian4j.models.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the native library prints. It goes to no log, since prompts may be in it; only lines that tell of a fault are
 * kept, for the message of an error.
 */
final class Diagnostics {

    private static final Pattern FAULT_OF_LOADING = Pattern.compile(
            "GGML_ASSERT|what\\(\\):|\\berror\\b|\\bfailed\\b|unsupported|unknown|cannot|OutOfMemory",
            Pattern.CASE_INSENSITIVE);
    /** Later the library also prints what users say, so only lines that look like an abort are kept. */
    private static final Pattern FAULT = Pattern.compile("^\\S+:\\d+: |^terminate called|^\\s*what\\(\\):|^# +SIG");

    private static final int LINES = 6;
    private static final int WIDTH = 300;

    private final Deque<String> faults = new ArrayDeque<>();
    private boolean loaded;

    /** Reads until the stream ends; to be called on a thread of its own, or a full pipe stops the process. */
    void drain(InputStream stream) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line.strip());
            }
        } catch (IOException e) {
            // The process is gone; what came is kept.
        }
    }

    private synchronized void keep(String line) {
        boolean goesOn = !faults.isEmpty() && faults.getLast().matches("what\\(\\):.*:");
        if (!goesOn && !(loaded ? FAULT : FAULT_OF_LOADING).matcher(line).find()) {
            return;
        }
        faults.addLast(line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "...");
        if (faults.size() > LINES) {
            faults.removeFirst();
        }
    }

    /** The last lines that tell of a fault, behind a colon; empty where there are none. */
    synchronized String suffix() {
        return faults.isEmpty() ? "" : faults.stream().distinct().collect(Collectors.joining("; ", ": ", ""));
    }

    /** Forgets what was printed while loading. */
    synchronized void loaded() {
        loaded = true;
        faults.clear();
    }
}
