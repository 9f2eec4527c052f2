package dev.lian4j.dataconnection.pdf;

import org.jspecify.annotations.Nullable;

/** Errors of PDFBox in words. */
final class Faults {

    private Faults() {}

    static String words(Throwable error) {
        if (error instanceof StackOverflowError) {
            return "its parts are nested too deeply";
        }
        @Nullable String message = error.getMessage();
        return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
    }
}
