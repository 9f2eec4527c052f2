package dev.lian4j.dataconnection.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadPdfTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("坏.pdf");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertThatLoading(byte... bytes) throws IOException {
        return assertThatLoading(PdfLoader.of(Files.write(file(), bytes)));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertThatLoading(PdfLoader loader) {
        return assertThatThrownBy(loader::loadAll)
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageStartingWith(file() + ": ");
    }

    private byte[] good() throws IOException {
        return Files.readAllBytes(Pdfs.of(folder.resolve("good.pdf"), "one", "two", "three"));
    }

    private Path encrypted(String owner, String user) throws IOException {
        try (Pdfs pdfs = Pdfs.create()) {
            StandardProtectionPolicy policy = new StandardProtectionPolicy(owner, user, new AccessPermission());
            policy.setEncryptionKeyLength(256);
            pdfs.latin(List.of("secret")).pdf().protect(policy);
            return pdfs.save(file());
        }
    }

    @Test
    void saysThatAFileIsMissingEmptyOrNoPdf() throws IOException {
        assertThatLoading(PdfLoader.of(file())).hasMessageContaining("there is no such file");
        assertThatLoading(new byte[0]).hasMessageContaining("is empty (0 bytes)");
        assertThatLoading("你好,我是文本".getBytes(StandardCharsets.UTF_8)).hasMessageContaining("is not a PDF");
    }

    @Test
    void saysThatAFileIsCutOffWhereverItIs() throws IOException {
        byte[] good = good();
        int tail = new String(good, StandardCharsets.ISO_8859_1).lastIndexOf("startxref");
        for (int length = 1024; length < tail; length += 997) {
            assertThatLoading(Arrays.copyOf(good, length))
                    .hasMessageContaining("is cut off")
                    .hasMessageContaining("acceptTruncated");
        }
    }

    @Test
    void loadsWhatThereIsOfACutFileIfToldSo() throws IOException {
        byte[] good = good();
        Path file = Files.write(file(), Arrays.copyOf(good, good.length - 100));
        assertThat(PdfLoader.builder(file).acceptTruncated(true).build().loadAll())
                .isNotEmpty();
    }

    @Test
    void saysThatAFileIsDamaged() throws IOException {
        assertThatLoading("%PDF-1.7\nnothing here\nstartxref\n0\n%%EOF\n".getBytes(StandardCharsets.US_ASCII))
                .hasMessageContaining("is damaged");
    }

    @Test
    void saysHowToGiveThePassword() throws IOException {
        Path file = encrypted("owner-secret", "user-secret");
        assertThatLoading(PdfLoader.of(file))
                .hasMessageContaining("is encrypted")
                .hasMessageContaining("password(...)");
        assertThatLoading(PdfLoader.builder(file).password("guess-9").build())
                .hasMessageContaining("the password given does not open it")
                .hasMessageNotContaining("guess-9");
        PdfLoader loader = PdfLoader.builder(file).password("user-secret").build();
        assertThat(loader.loadAll().get(0).text()).isEqualTo("secret");
        assertThat(loader.toString()).doesNotContain("user-secret");
    }

    @Test
    void opensAFileThatOnlyItsOwnerMayChange() throws IOException {
        assertThat(PdfLoader.of(encrypted("owner-secret", "")).loadAll()).hasSize(1);
    }

    /** PDFBox needs classes for certificates that are not there: an Error, which must not get out. */
    @Test
    void saysThatAFileIsEncryptedForACertificate() throws IOException {
        String pdf = raw(
                "/Encrypt 3 0 R /ID [ <00> <00> ]",
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [] /Count 0 >>",
                "<< /Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s4 /V 2 /R 3 /Length 128 /Recipients [ <3080> ] /P -4 >>");
        assertThatLoading(pdf.getBytes(StandardCharsets.US_ASCII)).hasMessageContaining("certificate");
    }

    /** A file of these objects, the first of them the catalogue. */
    private static String raw(String trailer, String... objects) {
        StringBuilder pdf = new StringBuilder("%PDF-1.6\n");
        StringBuilder index = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.length; i++) {
            index.append(String.format(Locale.ROOT, "%010d 00000 n \n", pdf.length()));
            pdf.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
        }
        int start = pdf.length();
        int size = objects.length + 1;
        return pdf.append("xref\n0 ")
                .append(size)
                .append('\n')
                .append(index)
                .append("trailer\n<< /Root 1 0 R /Size ")
                .append(size)
                .append(' ')
                .append(trailer)
                .append(" >>\n")
                .append("startxref\n")
                .append(start)
                .append("\n%%EOF\n")
                .toString();
    }

    @Test
    void saysThatAFileHasNoTextAtAll() {
        assertThatLoading(PdfLoader.of(Pdfs.of(file(), "", "")))
                .hasMessageContaining("no text on any of its 2 pages")
                .hasMessageContaining("OCR");
    }

    @Test
    void saysThatAFileIsOverALimit() {
        Path file = Pdfs.of(file(), "one", "two", "three");
        assertThatLoading(PdfLoader.builder(file).maxPages(2).build())
                .hasMessageContaining("has 3 pages, more than the limit of 2");
        assertThatLoading(PdfLoader.builder(file).maxBytes(100).build())
                .hasMessageContaining("more than the limit of 100");
    }

    @Test
    void saysThatPagesAreNotThere() {
        try (Pdfs pdfs = Pdfs.create()) {
            pdfs.latin(List.of("one")).latin(List.of("two"));
            pdfs.pdf().getPages().getCOSObject().setInt(COSName.COUNT, 40_000);
            pdfs.save(file());
        }
        List<String> told = new ArrayList<>();
        PdfLoader loader = PdfLoader.builder(file())
                .onProblem(problem -> told.add(problem.reason()))
                .build();
        assertThat(loader.loadAll()).hasSize(2);
        assertThat(told).containsExactly("is damaged: of its 40000 pages, pages 3-40000 cannot be found");
    }

    @Test
    void throwsNothingElseForAnyBrokenFile() throws IOException {
        byte[] good = good();
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] bytes = good.clone();
            for (int flips = 0; flips < 20; flips++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            // The embedded font is most of the file; the structure is in its last part.
            for (int flips = 0; flips < 20; flips++) {
                bytes[bytes.length - 1 - random.nextInt(1500)] = (byte) random.nextInt(256);
            }
            PdfLoader loader = PdfLoader.builder(Files.write(file(), bytes))
                    .onProblem(problem -> {})
                    .build();
            try {
                loader.loadAll();
            } catch (DocumentLoadException expected) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
