package dev.lian4j.models.local;

import dev.lian4j.core.Retry;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelConnectionException;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;

/** Fetches one model: each source in turn, each with a few tries that go on where the last one was cut. */
final class Fetch {

    private static final int TRIES = 3;
    /** Room that is left to others. */
    private static final long SPARE_BYTES = 16L << 20;

    private final KnownModel model;
    private final Path file;
    private final FetchProgress progress;

    Fetch(KnownModel model, Path file, FetchProgress progress) {
        this.model = model;
        this.file = file;
        this.progress = progress;
    }

    void run() throws IOException {
        OkHttpClient client = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(60))
                .followSslRedirects(false)
                .build();
        List<ModelException> failures = new ArrayList<>();
        try {
            for (KnownModel.Source source : model.sources()) {
                if (fetched(client, source, failures)) {
                    return;
                }
            }
        } finally {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
        throw unreachable(failures);
    }

    private boolean fetched(OkHttpClient client, KnownModel.Source source, List<ModelException> failures)
            throws IOException {
        PartialFile part = new PartialFile(file.resolveSibling(model.file() + ".part"), source);
        checkRoom(source, part);
        try {
            Download download = new Download(client, source, part, progress);
            var unused = Retry.of(TRIES).call(Run.root(), run -> attempt(download, source));
            part.checkHash();
            Files.move(part.path(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            part.forget();
            return true;
        } catch (ModelException e) {
            failures.add(e);
            return false;
        }
    }

    private static Path attempt(Download download, KnownModel.Source source) {
        try {
            return download.run();
        } catch (InterruptedIOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw CancelledException.interrupted("fetching " + source.url());
            }
            throw cut(source, e);
        } catch (IOException e) {
            throw cut(source, e);
        }
    }

    private static ModelConnectionException cut(KnownModel.Source source, IOException cause) {
        return new ModelConnectionException(
                source.url() + " could not be reached, or the connection broke: " + cause.getMessage(),
                ModelException.Details.TRANSIENT,
                cause);
    }

    private void checkRoom(KnownModel.Source source, PartialFile part) throws IOException {
        long needed = source.size() - part.size();
        long room = Files.getFileStore(file.getParent()).getUsableSpace() - SPARE_BYTES;
        if (needed > room) {
            throw new ModelException("The model " + model.name() + " needs " + needed + " more bytes in "
                    + file.getParent() + ", but only " + Math.max(0, room)
                    + " are free. Free some, or set LIAN_CACHE to another directory");
        }
    }

    private ModelException unreachable(List<ModelException> failures) {
        ModelException last = failures.get(failures.size() - 1);
        ModelException error = new ModelException(
                "Cannot fetch the model " + model.name() + ": " + last.getMessage()
                        + ". Run it again to go on, or put the" + " file there by hand: " + file,
                ModelException.Details.NONE,
                last);
        failures.subList(0, failures.size() - 1).forEach(error::addSuppressed);
        return error;
    }
}
