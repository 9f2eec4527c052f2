package dev.lian4j.models.replay;

import dev.lian4j.core.Piece;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pieces as maps of plain values, and back. */
final class PieceMaps {

    private PieceMaps() {}

    static Map<String, Object> toMap(Piece piece) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (piece instanceof Piece.Text text) {
            map.put("text", text.text());
        } else if (piece instanceof Piece.Reasoning reasoning) {
            map.put("reasoning", reasoning.text());
        } else if (piece instanceof Piece.ToolCallDelta delta) {
            map.put("tool_call", delta.index());
            map.put("id", delta.id());
            map.put("name", delta.name());
            map.put("arguments", delta.arguments());
        }
        return map;
    }

    static Piece fromMap(Map<?, ?> map) {
        if (map.get("text") instanceof String text) {
            return new Piece.Text(text);
        }
        if (map.get("reasoning") instanceof String text) {
            return new Piece.Reasoning(text);
        }
        if (map.get("tool_call") instanceof Integer index && map.get("arguments") instanceof String arguments) {
            return new Piece.ToolCallDelta(index, text(map.get("id")), text(map.get("name")), arguments);
        }
        throw new IllegalArgumentException("Not a piece: it has the keys " + map.keySet());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }
}
