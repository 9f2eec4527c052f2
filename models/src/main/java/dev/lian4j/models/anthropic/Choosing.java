package dev.lian4j.models.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.model.ToolChoice;
import org.jspecify.annotations.Nullable;

/** Writes whether tools may, must or must not be called, and whether several at once. */
final class Choosing {

    private Choosing() {}

    static void write(ObjectNode body, @Nullable ToolChoice choice, @Nullable Boolean parallel) {
        if (choice == null && parallel == null) {
            return;
        }
        ObjectNode node = body.putObject("tool_choice").put("type", type(choice));
        if (choice instanceof ToolChoice.Named named) {
            node.put("name", named.name());
        }
        // Where none may be called the field is unknown.
        if (parallel != null && !(choice instanceof ToolChoice.None)) {
            node.put("disable_parallel_tool_use", !parallel);
        }
    }

    private static String type(@Nullable ToolChoice choice) {
        if (choice instanceof ToolChoice.None) {
            return "none";
        }
        if (choice instanceof ToolChoice.Named) {
            return "tool";
        }
        return choice instanceof ToolChoice.Required ? "any" : "auto";
    }
}
