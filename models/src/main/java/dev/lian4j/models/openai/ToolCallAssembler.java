package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.message.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts tool calls together from their parts, in all the shapes that servers send: with and without an index, with ids
 * repeated or only at first, whole or by characters, with arguments as text or as an object.
 */
final class ToolCallAssembler {

    private final List<Call> calls = new ArrayList<>();

    /** Takes a part. */
    Piece.ToolCallDelta add(JsonNode delta) {
        JsonNode function = delta.path("function");
        String id = Choice.text(delta, "id");
        String name = Choice.text(function, "name");
        Call call = find(delta.path("index"), id, name);
        return call.add(calls.indexOf(call), id, name, arguments(function.path("arguments")));
    }

    /** Takes a part of the one call that replies had before they had tools. */
    Piece.ToolCallDelta addLegacy(JsonNode function) {
        Call call = calls.isEmpty() ? append(0) : calls.get(0);
        String name = Choice.text(function, "name");
        return call.add(0, "", name, arguments(function.path("arguments")));
    }

    /** The calls, without those that never got a name or an argument; {@code cut} if the answer reached its limit. */
    List<ToolCall> calls(boolean cut) {
        List<ToolCall> whole = new ArrayList<>();
        for (Call call : calls) {
            if (!call.name.isEmpty() || !call.arguments.isEmpty()) {
                whole.add(call.whole(whole.size(), cut));
            }
        }
        return whole;
    }

    private static String arguments(JsonNode arguments) {
        return arguments.isContainerNode() ? arguments.toString() : arguments.asText("");
    }

    private Call find(JsonNode index, String id, String name) {
        Call last = calls.isEmpty() ? null : calls.get(calls.size() - 1);
        Call known = index.isInt() ? byIndex(index.intValue()) : byId(id);
        if (known == null && !index.isInt() && id.isEmpty() && name.isEmpty()) {
            // Neither index nor id nor name: more of the call before.
            known = last;
        }
        boolean another = known != null && !id.isEmpty() && !known.id.isEmpty() && !known.id.equals(id);
        if (another) {
            // Some servers number every call 0: the id tells them apart.
            known = byId(id);
        }
        return known != null ? known : append(index.isInt() ? index.intValue() : calls.size());
    }

    private Call append(int index) {
        Call call = new Call(index);
        calls.add(call);
        return call;
    }

    /** The latest, since with a repeated number only that one can still grow. */
    private @Nullable Call byIndex(int index) {
        return calls.stream()
                .filter(call -> call.index == index)
                .reduce((a, b) -> b)
                .orElse(null);
    }

    private @Nullable Call byId(String id) {
        return id.isEmpty()
                ? null
                : calls.stream().filter(call -> call.id.equals(id)).findFirst().orElse(null);
    }

    /** A call so far. */
    private static final class Call {
        private final int index;
        private final StringBuilder arguments = new StringBuilder();
        private String id = "";
        private String name = "";

        Call(int index) {
            this.index = index;
        }

        Piece.ToolCallDelta add(int place, String moreId, String moreName, String moreArguments) {
            id = id.isEmpty() ? moreId : id;
            // A name comes whole, perhaps with each part; only a different one is a continuation.
            name = name.equals(moreName) ? name : name + moreName;
            arguments.append(moreArguments);
            return new Piece.ToolCallDelta(
                    place, moreId.isEmpty() ? null : moreId, moreName.isEmpty() ? null : moreName, moreArguments);
        }

        ToolCall whole(int place, boolean cut) {
            // No arguments at all is how some write the empty object; but not if they were still to come.
            String json = arguments.isEmpty() && !cut ? "{}" : arguments.toString();
            // The result must name the call, so one without an id gets one.
            return new ToolCall(id.isEmpty() ? "call_" + place : id, name, json);
        }
    }
}
