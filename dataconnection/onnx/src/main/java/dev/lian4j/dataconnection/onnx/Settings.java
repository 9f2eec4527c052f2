package dev.lian4j.dataconnection.onnx;

import java.util.function.Consumer;

/** How a model is used: what its builder gathered. */
record Settings(
        String name,
        Pooling pooling,
        boolean normalize,
        boolean lowerCase,
        int maxTokens,
        String queryPrefix,
        String passagePrefix,
        int threads,
        boolean averageWindows,
        Consumer<? super Truncation> onTruncation) {

    Settings {
        atLeast("maxTokens", maxTokens, 3);
        atLeast("threads", threads, 1);
    }

    static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
        }
    }
}
