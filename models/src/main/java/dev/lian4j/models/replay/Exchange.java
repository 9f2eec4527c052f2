package dev.lian4j.models.replay;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.chat.ChatJson;
import dev.lian4j.models.chat.JsonMaps;
import dev.lian4j.models.chat.KnownKeys;
import dev.lian4j.models.chat.ReadyReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request and what became of it.
 *
 * @param line where it stands in the cassette, from 1
 * @param request plain values, without keys
 * @param pieces as they came; empty where none were wanted
 * @param response the reply, or null where there was an error
 * @param error the error, or null where there was a reply
 */
record Exchange(
        int line,
        Map<String, Object> request,
        List<Piece> pieces,
        @Nullable ChatResponse response,
        @Nullable Map<String, Object> error) {

    /** A request as it stands in a cassette: as plain JSON gives it back, and without keys. */
    static Map<String, Object> cleaned(ChatRequest request) {
        return JsonMaps.read(JsonMaps.write(KnownKeys.hide(ChatJson.toMap(request))));
    }

    static String json(Map<String, Object> request, List<Piece> pieces, String outcome, Map<String, Object> what) {
        Map<String, Object> cleaned = KnownKeys.hide(what);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("request", request);
        // A key may be spread over pieces; then the reply is all there is.
        if (cleaned.equals(what) && !pieces.isEmpty()) {
            map.put("pieces", pieces.stream().map(PieceMaps::toMap).toList());
        }
        map.put(outcome, cleaned);
        return JsonMaps.write(map);
    }

    @SuppressWarnings("unchecked") // JSON has no other keys
    static Exchange of(int line, String json) {
        Map<String, Object> map = JsonMaps.read(json);
        List<?> pieces = map.get("pieces") instanceof List<?> list ? list : List.of();
        if (!(map.get("request") instanceof Map<?, ?> request)) {
            throw new IllegalArgumentException("'request' is missing");
        }
        Map<String, Object> error = (Map<String, Object>) map.get("error");
        if (error == null && !(map.get("response") instanceof Map<?, ?>)) {
            throw new IllegalArgumentException("neither 'response' nor 'error' is there");
        }
        return new Exchange(
                line,
                (Map<String, Object>) request,
                pieces.stream()
                        .map(piece -> PieceMaps.fromMap((Map<?, ?>) piece))
                        .toList(),
                error == null ? ChatJson.responseFrom((Map<String, Object>) map.get("response")) : null,
                error);
    }

    /** Does again what was done then. */
    ChatResponse play(Run run) {
        pieces.forEach(run::emit);
        if (response == null) {
            throw error == null ? new ModelException("The cassette has no outcome") : ErrorMaps.fromMap(error);
        }
        return pieces.isEmpty() ? ReadyReply.emit(response, run) : response;
    }
}
