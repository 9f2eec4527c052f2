package dev.lian4j.models.http;

import java.io.IOException;
import java.util.function.Supplier;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** Ends with an error where more than so many bytes come, counted after unpacking. */
final class LimitedSource extends ForwardingSource {

    private final Supplier<? extends RuntimeException> tooLong;
    private long left;

    LimitedSource(Source source, long limit, Supplier<? extends RuntimeException> tooLong) {
        super(source);
        this.left = limit;
        this.tooLong = tooLong;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long read = super.read(sink, byteCount);
        left -= Math.max(read, 0);
        if (left < 0) {
            throw tooLong.get();
        }
        return read;
    }
}
