package dev.lian4j.models.testing;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.Piece;
import java.util.List;
import java.util.stream.Collectors;

/** Replies of a chat server, for tests. */
public final class Chunks {

    public static final String DONE = "data: [DONE]\n\n";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Chunks() {}

    public static String event(String json) {
        return "data: " + json + "\n\n";
    }

    /** A chunk that brings this delta. */
    public static String delta(String deltaJson) {
        return event(
                "{\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":" + deltaJson + ",\"finish_reason\":null}]}");
    }

    /** A chunk that brings this text. */
    public static String text(String text) {
        return delta("{\"content\":" + quoted(text) + "}");
    }

    public static String finish(String reason) {
        return event("{\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":" + quoted(reason)
                + "}]}");
    }

    public static String usage(int input, int output) {
        return event(
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":" + input + ",\"completion_tokens\":" + output + "}}");
    }

    /** A whole reply that says this. */
    public static String whole(String text) {
        return "{\"model\":\"m-1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                + quoted(text)
                + "},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}";
    }

    public static String quoted(String text) {
        return MAPPER.getNodeFactory().textNode(text).toString();
    }

    /** The texts of the pieces, joined. */
    public static String joined(List<Piece> pieces) {
        return pieces.stream()
                .filter(Piece.Text.class::isInstance)
                .map(piece -> ((Piece.Text) piece).text())
                .collect(Collectors.joining());
    }
}
