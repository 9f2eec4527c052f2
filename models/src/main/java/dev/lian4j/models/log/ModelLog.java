package dev.lian4j.models.log;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Interceptor;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.chat.ChatJson;
import dev.lian4j.models.chat.JsonMaps;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each call of a chat model as one line of JSON: {@code model.with(ModelLog.create())}. Answers at level info,
 * errors at warn. Texts are cut; keys of known forms ({@link dev.lian4j.models.chat.KnownKeys}) and the data of images
 * are taken out. What people and models say stays in: a log is as private as they are. What cannot be logged does not
 * disturb the call. Thread safe.
 */
public final class ModelLog implements Interceptor<ChatRequest, ChatResponse> {

    /** The name of the logger, unless another is given. */
    public static final String LOGGER = "dev.lian4j.models";

    private static final int DEFAULT_TEXT = 500;

    private final Logger logger;
    private final Shortened shortened;

    private ModelLog(Logger logger, Shortened shortened) {
        this.logger = logger;
        this.shortened = shortened;
    }

    /** To the logger {@value #LOGGER}, texts cut to {@value #DEFAULT_TEXT} characters. */
    public static ModelLog create() {
        return of(LoggerFactory.getLogger(LOGGER), DEFAULT_TEXT);
    }

    /**
     * To a logger, with texts cut to so many characters; 0 leaves none.
     *
     * @throws IllegalArgumentException if that is negative
     */
    public static ModelLog of(Logger logger, int maxText) {
        if (maxText < 0) {
            throw new IllegalArgumentException("maxText must not be negative, was " + maxText);
        }
        return new ModelLog(logger, new Shortened(maxText));
    }

    @Override
    public ChatResponse around(ChatRequest request, Run run, Chain<ChatRequest, ChatResponse> next) {
        long start = System.nanoTime();
        try {
            ChatResponse reply = run.call(next, request);
            if (logger.isInfoEnabled()) {
                logger.info("{}", line(next.name(), request, start, "response", ChatJson.toMap(reply)));
            }
            return reply;
        } catch (RuntimeException e) {
            if (logger.isWarnEnabled()) {
                logger.warn("{}", line(next.name(), request, start, "error", error(e)));
            }
            throw e;
        }
    }

    private String line(String name, ChatRequest request, long start, String outcome, Map<String, Object> what) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("model", name);
        line.put("millis", (System.nanoTime() - start) / 1_000_000);
        line.put("request", ChatJson.toMap(request));
        line.put(outcome, what);
        try {
            return JsonMaps.write(shortened.of(line));
        } catch (IllegalArgumentException e) {
            return JsonMaps.write(Map.of("model", name, "not_logged", "a value is not plain"));
        }
    }

    private static Map<String, Object> error(RuntimeException error) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", error.getClass().getSimpleName());
        map.put("message", String.valueOf(error.getMessage()));
        if (error instanceof ModelException e) {
            map.put("status", e.status());
            e.requestId().ifPresent(id -> map.put("request_id", id));
        }
        return map;
    }
}
