package dev.lian4j.dataconnection.onnx;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;

/**
 * A tokenizer and a network. Both are native memory, and freeing it under a call in flight would end the JVM, so closing
 * waits for the texts under way and calls after it fail. Safe for several threads.
 */
final class LoadedModel implements AutoCloseable {

    private final String title;
    private final HuggingFaceTokenizer tokenizer;
    private final Inference inference;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private LoadedModel(String title, HuggingFaceTokenizer tokenizer, Inference inference) {
        this.title = title;
        this.tokenizer = tokenizer;
        this.inference = inference;
    }

    /**
     * Loads a model.
     *
     * @param title what it is and its name, for messages
     */
    static LoadedModel open(ModelFiles files, int maxTokens, String title) {
        HuggingFaceTokenizer tokenizer = tokenizer(files, maxTokens);
        try {
            return new LoadedModel(title, tokenizer, Inference.open(files));
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

    <T> T use(BiFunction<HuggingFaceTokenizer, Inference, T> work) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new ModelException("The " + title + " is closed; make a new one");
            }
            return work.apply(tokenizer, inference);
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
