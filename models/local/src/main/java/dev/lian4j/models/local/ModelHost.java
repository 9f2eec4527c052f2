package dev.lian4j.models.local;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.gguf.GgufHeader;
import dev.lian4j.models.local.worker.LoadRequest;
import dev.lian4j.models.local.worker.Placeholders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One model and the process that it is loaded in. Calls of several threads wait for each other, in order. A process that
 * died is replaced by the next call. Closing does not wait for the call under way: that ends as cancelled.
 */
final class ModelHost implements AutoCloseable {

    private static final int POLL_MILLIS = 50;

    private final LocalOptions options;
    private final GgufHeader header;
    private final int contextSize;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Object state = new Object();
    private @Nullable NativeProcess process;
    private boolean closed;

    private ModelHost(LocalOptions options, GgufHeader header) {
        this.options = options;
        this.header = header;
        this.contextSize = options.contextSize(header);
    }

    /** Checks the files, starts the process and loads the model. */
    static ModelHost open(LocalOptions options) {
        Path file = options.file();
        GgufHeader header = GgufHeader.read(file);
        String type = header.text("general.type").orElse("model");
        if (!type.equals("model")) {
            throw new ModelException(file + " is of the type '" + type + "', not a model");
        }
        if (header.architecture().isEmpty()
                || header.vocabularySize() == 0
                || header.tensors().isEmpty()) {
            throw new ModelException(file + " lacks an architecture, a vocabulary or tensors: it is no language model");
        }
        if (!file.toAbsolutePath().toString().codePoints().allMatch(Character::isBmpCodePoint)) {
            throw new ModelException(
                    "The binding cannot pass on characters beyond the BMP, such as emoji: rename " + file);
        }
        ModelHost host = new ModelHost(options, header);
        try {
            var unused = host.exclusively(Run.root(), started -> started);
            return host;
        } catch (RuntimeException e) {
            host.close();
            throw e;
        }
    }

    GgufHeader header() {
        return header;
    }

    LocalOptions options() {
        return options;
    }

    /** The tokens of question and answer together, at most. */
    int contextSize() {
        return contextSize;
    }

    /** What the model is called in responses and messages: its file. */
    String name() {
        return String.valueOf(options.file().getFileName());
    }

    /**
     * Does work with the process while no one else does.
     *
     * @throws ModelException if this is closed, or the model cannot be loaded
     */
    <T> T exclusively(Run run, Function<NativeProcess, T> work) {
        try {
            while (!turn.tryLock(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                run.checkCancelled();
            }
        } catch (InterruptedException e) {
            throw CancelledException.interrupted("waiting for the turn with " + name());
        }
        try {
            run.checkCancelled();
            return work.apply(loaded(run));
        } finally {
            turn.unlock();
        }
    }

    /** Only called in turn. */
    private NativeProcess loaded(Run run) {
        NativeProcess fresh;
        synchronized (state) {
            if (closed) {
                throw new ModelException("The model " + name() + " is closed; open it again to use it");
            }
            if (process != null && process.alive()) {
                return process;
            }
            if (process != null) {
                process.close();
            }
            fresh = NativeProcess.start(name());
            process = fresh;
        }
        load(fresh, run);
        return fresh;
    }

    private void load(NativeProcess fresh, Run run) {
        try {
            LoadRequest request = request(fresh.directory());
            var unused = fresh.ask(run, request::frame);
        } catch (IOException e) {
            throw new ModelException("Cannot prepare the LoRA adapter", ModelException.Details.NONE, e);
        } catch (ModelException e) {
            throw new ModelException(
                    "Cannot load " + options.file() + fresh.endAndTell() + " (" + e.getMessage() + ")",
                    ModelException.Details.NONE,
                    e);
        } catch (CancelledException e) {
            fresh.close();
            throw e;
        }
        fresh.diagnostics().loaded();
    }

    private LoadRequest request(Path directory) throws IOException {
        LoraAdapter adapter = options.adapter();
        Path adapterFile = adapter == null ? null : adapter.scaled(adapter.check(header), directory);
        return new LoadRequest(
                options.file().toAbsolutePath().toString(),
                contextSize,
                options.threadsToUse(),
                options.gpuLayers(),
                adapterFile == null ? "" : adapterFile.toAbsolutePath().toString(),
                options.embeddings() ? "" : framed(options.chatTemplate(header)),
                options.embeddings() ? pooling() : "");
    }

    /** As Jinja does, without the template's last line end; between marks, see there. */
    private static String framed(String template) {
        if (template.isEmpty()) {
            return "";
        }
        String body = template.endsWith("\n") ? template.substring(0, template.length() - 1) : template;
        return Placeholders.START + body + Placeholders.END;
    }

    /** As the model was trained, where it says so; else the last token's vector, which has seen the whole text. */
    private String pooling() {
        return header.number(header.architecture() + ".pooling_type").isPresent() ? "unspecified" : "last";
    }

    /** The id of the process, while there is one. */
    long processId() {
        return exclusively(Run.root(), NativeProcess::id);
    }

    /** Where the process has its files, while there is one. */
    Path processDirectory() {
        return exclusively(Run.root(), NativeProcess::directory);
    }

    /** Ends the process and frees its memory; a call under way ends as cancelled. Doing it twice does nothing. */
    @Override
    public void close() {
        NativeProcess last;
        synchronized (state) {
            closed = true;
            last = process;
            process = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
