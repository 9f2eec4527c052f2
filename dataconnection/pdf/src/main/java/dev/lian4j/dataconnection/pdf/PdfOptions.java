package dev.lian4j.dataconnection.pdf;

import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.load.LoadProblem;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a loader was told. */
record PdfOptions(
        Path file,
        String password,
        int maxPages,
        long maxBytes,
        boolean acceptTruncated,
        boolean layout,
        Consumer<LoadProblem> onProblem) {

    DocumentLoadException fault(String reason, @Nullable Throwable cause) {
        return new DocumentLoadException(file.toString(), reason, cause);
    }

    void tell(String reason) {
        onProblem.accept(new LoadProblem(file, reason));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PdfOptions[" + file + "]";
    }
}
