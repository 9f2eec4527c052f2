package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A place for a list of messages. Required and unlimited unless said; the messages go in as they are, braces and all.
 * Immutable.
 */
public final class MessagesPlaceholder implements MessageTemplate {

    private final TemplateVariable variable;
    private final int most;

    private MessagesPlaceholder(TemplateVariable variable, int most) {
        this.variable = variable;
        this.most = most;
    }

    /**
     * A place by its variable's name.
     *
     * @throws TemplateException if that is not a name
     */
    public static MessagesPlaceholder of(String name) {
        if (!VariableName.isValid(name)) {
            throw new TemplateException("'" + name + "' is not a variable: a name has letters, digits and '_' only.");
        }
        return new MessagesPlaceholder(new TemplateVariable(name, true, true), Integer.MAX_VALUE);
    }

    /** The same, empty where no value is given. */
    public MessagesPlaceholder optional() {
        return new MessagesPlaceholder(variable.asOptional(), most);
    }

    /**
     * The same, with at most the last {@code count} messages. A tool's result whose call falls away goes with it, since
     * models refuse one without the other.
     *
     * @throws IllegalArgumentException if {@code count} is negative
     */
    public MessagesPlaceholder last(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("The number of messages must not be negative, was " + count);
        }
        return new MessagesPlaceholder(variable, count);
    }

    /** The variable's name. */
    public String variableName() {
        return variable.name();
    }

    /** Whether the place may stay empty. */
    public boolean isOptional() {
        return !variable.required();
    }

    /** How many messages it takes at most; empty where it takes all. */
    public OptionalInt limit() {
        return most == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(most);
    }

    @Override
    public List<TemplateVariable> variables() {
        return List.of(variable);
    }

    @Override
    public List<Message> formatMessages(Map<String, ?> values) {
        Object value = values.get(variable.name());
        if (value == null && variable.required()) {
            throw new TemplateException("No value for the list of messages '" + variable.name() + "'.");
        }
        List<Message> all = value == null ? List.of() : checked(value);
        int from = Math.max(0, all.size() - most);
        while (from > 0 && from < all.size() && all.get(from) instanceof ToolMessage) {
            from++;
        }
        return all.subList(from, all.size());
    }

    private List<Message> checked(Object value) {
        if (!(value instanceof Collection<?> collection)) {
            throw wrong(value);
        }
        List<Message> messages = new ArrayList<>(collection.size());
        for (Object element : collection) {
            if (!(element instanceof Message message)) {
                throw wrong(element);
            }
            messages.add(message);
        }
        return messages;
    }

    private TemplateException wrong(@Nullable Object found) {
        String type = found == null ? "null" : found.getClass().getSimpleName();
        return new TemplateException(
                "The value of '" + variable.name() + "' must be a list of messages, found " + type + ".");
    }
}
