package dev.lian4j.dataconnection.onnx;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A program of its own for {@link LeavesNothingBehindTest}: embeds, and fails if anything opened a web address. */
final class Isolated {

    private Isolated() {}

    public static void main(String[] args) {
        AtomicBoolean opened = new AtomicBoolean();
        URL.setURLStreamHandlerFactory(protocol -> protocol.startsWith("http") ? new Refusing(opened) : null);
        try (OnnxEmbeddingModel english = OnnxEmbeddingModel.allMiniLmL6V2();
                OnnxEmbeddingModel chinese = OnnxEmbeddingModel.bgeSmallZhV15()) {
            english.embedDocuments(List.of("one", "two"));
            chinese.embedQuery("三");
        }
        if (opened.get()) {
            throw new AssertionError("a web address was opened");
        }
    }

    private static final class Refusing extends URLStreamHandler {

        private final AtomicBoolean opened;

        Refusing(AtomicBoolean opened) {
            this.opened = opened;
        }

        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            opened.set(true);
            throw new IOException("no network here: " + url);
        }

        @Override
        protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
            return openConnection(url);
        }
    }
}
