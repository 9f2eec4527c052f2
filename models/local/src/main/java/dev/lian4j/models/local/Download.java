package dev.lian4j.models.local;

import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** One HTTP download into a {@link PartialFile}. Goes on behind what is here if the server still has that version. */
final class Download {

    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final OkHttpClient client;
    private final KnownModel.Source source;
    private final PartialFile part;
    private final FetchProgress progress;

    Download(OkHttpClient client, KnownModel.Source source, PartialFile part, FetchProgress progress) {
        this.client = client;
        this.source = source;
        this.part = part;
        this.progress = progress;
    }

    /** The part file, with all its bytes. */
    Path run() throws IOException {
        Optional<String> tag = part.tag();
        if (tag.isPresent() && part.size() == source.size()) {
            return part.path();
        }
        Request.Builder request = new Request.Builder()
                .url(source.url().toString())
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "lian4j");
        if (tag.isPresent()) {
            request.header("Range", "bytes=" + part.size() + "-").header("If-Range", tag.get());
        }
        try (Response response = client.newCall(request.build()).execute()) {
            receive(response);
        }
        return part.path();
    }

    private void receive(Response response) throws IOException {
        boolean goesOn = response.code() == PARTIAL_CONTENT && startsAt(response, part.size());
        if (!goesOn) {
            part.restart(Optional.ofNullable(response.header("ETag")));
        }
        if (response.code() == RANGE_NOT_SATISFIABLE || (response.code() == PARTIAL_CONTENT && !goesOn)) {
            throw new IOException("the server has no such part; starting anew");
        }
        if (!response.isSuccessful()) {
            throw refused(response.code());
        }
        append(response.body().byteStream());
    }

    private static boolean startsAt(Response response, long offset) {
        return response.header("Content-Range", "").startsWith("bytes " + offset + "-");
    }

    private ModelException refused(int status) {
        boolean again = status >= 500 || status == 429 || status == 408;
        return new ModelException(
                source.url() + " answered with status " + status,
                new ModelException.Details(status, again, null, null, null),
                null);
    }

    private void append(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (FileChannel out = FileChannel.open(
                part.path(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long size = out.size();
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                size += n;
                if (size > source.size()) {
                    throw tooLong();
                }
                writeAll(out, ByteBuffer.wrap(buffer, 0, n));
                progress.progressed(size, source.size());
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted");
                }
            }
            out.force(true);
            if (size < source.size()) {
                throw new IOException("only " + size + " of " + source.size() + " bytes came");
            }
        }
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            var unused = out.write(bytes);
        }
    }

    private ModelException tooLong() throws IOException {
        part.forget();
        return new ModelException(
                source.url() + " sends more than the " + source.size() + " bytes of the expected file");
    }
}
