package dev.lian4j.dataconnection.onnx;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Tokenizer and network as one: a text in, its vector out. Both are native memory, and freeing it under a call in flight
 * would end the JVM, so closing waits for the texts under way and calls after it fail. Safe for several threads.
 */
final class Encoder implements AutoCloseable {

    private final Settings settings;
    private final HuggingFaceTokenizer tokenizer;
    private final Inference inference;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private Encoder(Settings settings, HuggingFaceTokenizer tokenizer, Inference inference) {
        this.settings = settings;
        this.tokenizer = tokenizer;
        this.inference = inference;
    }

    static Encoder open(ModelFiles files, Settings settings) {
        HuggingFaceTokenizer tokenizer = tokenizer(files, settings.maxTokens());
        try {
            return new Encoder(settings, tokenizer, Inference.open(files));
        } catch (ModelException e) {
            tokenizer.close();
            throw e;
        }
    }

    private static HuggingFaceTokenizer tokenizer(ModelFiles files, int maxTokens) {
        try (InputStream json = files.tokenizer()) {
            return OfflineTokenizers.read(json, maxTokens);
        } catch (EngineException | LinkageError e) {
            throw NativeLibraries.missing("The Hugging Face tokenizer", e);
        } catch (ModelException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // DJL hands on the tokenizer's own errors as RuntimeException
            throw new ModelException(
                    files + ": its tokenizer.json is not readable, or cut short (" + e.getMessage() + "); get it again",
                    ModelException.Details.NONE,
                    e);
        }
    }

    /** A text's vector, and whether the text was cut. */
    @SuppressWarnings("ArrayRecordComponent") // handed on within the package, never compared
    record Encoded(float[] vector, boolean cut) {}

    Encoded encode(String text) {
        return whileOpen(() -> {
            Tokens tokens = Tokens.of(tokenizer, prepared(text));
            float[] vector = inference.run(tokens, settings.pooling());
            return new Encoded(settings.normalize() ? Pooling.normalize(vector) : vector, tokens.cut());
        });
    }

    int count(String text) {
        return whileOpen(() -> Tokens.count(tokenizer, prepared(text)));
    }

    int dimension() {
        return whileOpen(inference::dimension);
    }

    private String prepared(String text) {
        return settings.lowerCase() ? Tokens.uncased(text) : text;
    }

    private <T> T whileOpen(Supplier<T> work) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new ModelException("The embedding model " + settings.name() + " is closed; make a new one");
            }
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                tokenizer.close();
                inference.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
