package dev.lian4j.dataconnection.pdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The first and the last bytes of a file. PDFBox repairs so much that a download cut in half comes out as a shorter book;
 * here is seen that the end is missing.
 *
 * @param head the first 1024 bytes, in which a PDF has its mark
 * @param tail the last 2048 bytes, in which a PDF says where its index is
 */
record PdfEnds(String head, String tail) {

    static PdfEnds of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            return new PdfEnds(read(channel, 0, 1024), read(channel, Math.max(0, size - 2048), 2048));
        }
    }

    boolean isPdf() {
        return head.contains("%PDF-");
    }

    boolean isComplete() {
        return tail.contains("%%EOF") || tail.contains("startxref");
    }

    private static String read(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
            read = channel.read(bytes, from + bytes.position());
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
}
