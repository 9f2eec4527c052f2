package dev.lian4j.models.replay;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A chat model that plays a cassette of {@link Recorder}: a request gets what an equal one got then, error or reply, in
 * the same pieces. Equal requests get their outcomes in the order of the recording; the last one stays. Thread safe.
 */
public final class Replayer implements ChatModel {

    private final Path file;
    private final List<Exchange> all;
    private final Map<Map<String, Object>, Deque<Exchange>> byRequest = new HashMap<>();

    private Replayer(Path file, List<Exchange> all) {
        this.file = file;
        this.all = all;
        all.forEach(exchange -> byRequest
                .computeIfAbsent(exchange.request(), request -> new ArrayDeque<>())
                .add(exchange));
    }

    /**
     * Reads a cassette.
     *
     * @throws StoreException if it cannot be read; the message says in which line
     */
    public static Replayer of(Path file) {
        List<Exchange> all = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                all.add(exchange(file, all.size() + 1, line));
            }
        } catch (IOException e) {
            throw new StoreException("The cassette " + file + " cannot be read: " + e, e);
        }
        return new Replayer(file, all);
    }

    private static Exchange exchange(Path file, int number, String line) {
        try {
            return Exchange.of(number, line);
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new StoreException(
                    file + ", line " + number + " is not a recorded call: " + e.getMessage() + "; record it anew", e);
        }
    }

    /**
     * What an equal request got.
     *
     * @throws ModelException what was recorded, or one that says which recorded request is nearest and how it differs
     */
    @Override
    public ChatResponse invoke(ChatRequest request, Run run) {
        return next(Exchange.cleaned(request)).play(run);
    }

    private synchronized Exchange next(Map<String, Object> asked) {
        Deque<Exchange> left = byRequest.get(asked);
        if (left == null) {
            throw new ModelException("No such request in " + file + ". " + Nearest.of(asked, all));
        }
        return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }
}
