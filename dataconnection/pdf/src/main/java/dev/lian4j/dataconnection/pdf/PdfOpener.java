package dev.lian4j.dataconnection.pdf;

import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.load.FileFault;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Opens a PDF, or says in words for people why it does not open. */
final class PdfOpener {

    private PdfOpener() {}

    static PDDocument open(PdfOptions options) {
        FileFault.check(options.file(), options.maxBytes());
        checkEnds(options);
        try {
            // What PDFBox has to keep of a file goes to a scratch file, so memory stays the same for any number of
            // pages.
            return Loader.loadPDF(options.file().toFile(), options.password(), IOUtils.createTempFileOnlyStreamCache());
        } catch (InvalidPasswordException e) {
            throw options.fault(passwordFault(options), e);
        } catch (NoClassDefFoundError e) {
            // The certificate classes of Bouncy Castle, an optional dependency of PDFBox: an Error, not an Exception.
            throw options.fault(
                    "is encrypted for the holder of a certificate, which is not supported; save a copy without encryption",
                    e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw options.fault("is damaged: " + Faults.words(e) + "; get a new copy, or repair it", e);
        }
    }

    private static String passwordFault(PdfOptions options) {
        return options.password().isEmpty()
                ? "is encrypted; give its password with PdfLoader.builder(file).password(...)"
                : "is encrypted, and the password given does not open it";
    }

    private static void checkEnds(PdfOptions options) {
        PdfEnds ends;
        try {
            ends = PdfEnds.of(options.file());
        } catch (IOException e) {
            throw FileFault.of(options.file(), e);
        }
        if (ends.head().isEmpty()) {
            throw options.fault("is empty (0 bytes); get a new copy", null);
        }
        if (!ends.isPdf()) {
            throw options.fault("is not a PDF: there is no %PDF- mark in its first 1024 bytes", null);
        }
        if (!ends.isComplete() && !options.acceptTruncated()) {
            throw truncated(options);
        }
    }

    private static DocumentLoadException truncated(PdfOptions options) {
        return options.fault(
                "is cut off: its end is missing (no startxref or %%EOF in the last 2048 bytes); get a new copy, or load"
                        + " what there is with PdfLoader.builder(file).acceptTruncated(true)",
                null);
    }
}
