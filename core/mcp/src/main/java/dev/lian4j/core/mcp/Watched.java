package dev.lian4j.core.mcp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An input that tells when it has ended. */
final class Watched extends FilterInputStream {

    private final Runnable onEnd;

    Watched(InputStream in, Runnable onEnd) {
        super(in);
        this.onEnd = onEnd;
    }

    @Override
    public int read() throws IOException {
        return seen(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return seen(super.read(bytes, offset, length));
    }

    private int seen(int read) {
        if (read < 0) {
            onEnd.run();
        }
        return read;
    }
}
