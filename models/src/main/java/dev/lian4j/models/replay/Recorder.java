package dev.lian4j.models.replay;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Interceptor;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.chat.ChatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Records what is asked of a model and what it answers: {@code model.with(Recorder.to(path))}; {@link Replayer} plays it
 * again. One line of JSON a call is added to the file: the request, the pieces if any were wanted, and the reply or the
 * model's error. The provider's key is no part of a request, and what looks like a key in texts is taken out ({@link
 * dev.lian4j.models.chat.KnownKeys}); what people say stays in, so look at a cassette before it is shared. Thread safe.
 */
public final class Recorder implements Interceptor<ChatRequest, ChatResponse> {

    private final Path file;

    private Recorder(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Adds to this cassette; the file need not be there yet. */
    public static Recorder to(Path file) {
        return new Recorder(file);
    }

    /**
     * The call, recorded.
     *
     * @throws StoreException if the cassette cannot be written
     * @throws IllegalArgumentException if the request has an extra field that is not a plain value
     */
    @Override
    public ChatResponse around(ChatRequest request, Run run, Chain<ChatRequest, ChatResponse> next) {
        Map<String, Object> asked = Exchange.cleaned(request);
        List<Piece> pieces = new ArrayList<>();
        try {
            ChatResponse reply = tapped(run, pieces).call(next, request);
            write(Exchange.json(asked, pieces, "response", ChatJson.toMap(reply)));
            return reply;
        } catch (ModelException e) {
            write(Exchange.json(asked, pieces, "error", ErrorMaps.toMap(e)));
            throw e;
        }
    }

    private static Run tapped(Run run, List<Piece> pieces) {
        return !run.wantsPieces()
                ? run
                : run.inTraceOf(run, piece -> {
                    pieces.add(piece);
                    run.pass(piece);
                });
    }

    private synchronized void write(String line) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new StoreException("The cassette " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
