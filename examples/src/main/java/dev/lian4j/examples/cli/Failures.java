package dev.lian4j.examples.cli;

import dev.lian4j.core.error.LianException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;

/** One clear line for what went wrong; the stack trace on request. */
record Failures(Console console) implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
        boolean stackTrace = parsed.hasMatchedOption("--stacktrace");
        console.note("lian: " + oneLine(error) + (expected(error) || stackTrace ? "" : " (--stacktrace tells more)"));
        if (stackTrace) {
            error.printStackTrace(console.err());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean expected(Exception error) {
        return error instanceof LianException || error instanceof IllegalArgumentException;
    }

    private static String oneLine(Exception error) {
        String message = error.getMessage() == null ? error.toString() : error.getMessage();
        boolean bare = expected(error) || error instanceof IOException || error instanceof UncheckedIOException;
        return (bare ? message : error.getClass().getSimpleName() + ": " + message).replaceAll("\\s*\\R\\s*", " ");
    }
}
