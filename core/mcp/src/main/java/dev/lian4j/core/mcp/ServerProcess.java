package dev.lian4j.core.mcp;

import dev.lian4j.core.error.ToolException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server's process. Its standard error is read to the end, so that it never blocks, and its last words kept. */
final class ServerProcess {

    /** What a server of somebody else's gets of our environment: no keys. */
    private static final Set<String> HARMLESS = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "TERM",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TZ",
            "TMPDIR",
            "TEMP",
            "TMP",
            "APPDATA",
            "LOCALAPPDATA",
            "USERPROFILE",
            "USERNAME",
            "HOMEDRIVE",
            "HOMEPATH",
            "SYSTEMROOT",
            "SYSTEMDRIVE",
            "PATHEXT",
            "COMSPEC",
            "PROCESSOR_ARCHITECTURE");

    private static final int LAST_WORDS = 2_000;
    private static final long PATIENCE_MILLIS = 2_000;

    private final Process process;
    private final StringBuilder lastWords = new StringBuilder();
    private final Thread drain;

    private ServerProcess(Process process) {
        this.process = process;
        this.drain = Daemons.start("mcp-stderr", this::drain);
    }

    static ServerProcess start(
            List<String> command, Map<String, String> environment, boolean inherit, @Nullable Path directory) {
        ProcessBuilder builder = new ProcessBuilder(command);
        if (!inherit) {
            builder.environment().keySet().retainAll(HARMLESS);
        }
        builder.environment().putAll(environment);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        try {
            return new ServerProcess(builder.start());
        } catch (IOException e) {
            // Neither arguments nor environment are told: both may hold keys.
            throw new ToolException(
                    "The MCP server '" + command.get(0) + "' cannot be started; is it installed and on the PATH?", e);
        }
    }

    Process process() {
        return process;
    }

    private void drain() {
        char[] buffer = new char[4096];
        try (Reader reader = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                note(buffer, n);
            }
        } catch (IOException e) {
            note(new char[0], 0);
        }
    }

    private synchronized void note(char[] text, int length) {
        lastWords.append(text, 0, length);
        lastWords.delete(0, Math.max(0, lastWords.length() - LAST_WORDS));
    }

    /** The end of what it wrote to standard error, as the end of a message. */
    synchronized String lastWords() {
        String words = lastWords.toString().strip();
        return words.isEmpty() ? "" : "; its last words on standard error: " + words;
    }

    /** How it has ended, once its output has. */
    String end() {
        if (!waitFor(PATIENCE_MILLIS)) {
            return "closed its output";
        }
        try {
            drain.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "ended with exit code " + process.exitValue();
    }

    /** Ends it and what it has started: asks by closing its input, then tells, then forces. */
    void close() {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
        if (!waitFor(PATIENCE_MILLIS)) {
            family.forEach(ProcessHandle::destroy);
            waitFor(PATIENCE_MILLIS);
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private boolean waitFor(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
