package dev.lian4j.prompts;

import dev.lian4j.core.Chain;
import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with named places, made of {@link MessageTemplate}s; may itself be a part of another. It takes a map
 * of values, or the components of a record, see {@link #typed}. Values are never scanned for places. Immutable.
 *
 * <pre>{@code
 * ChatPromptTemplate.of(system("You translate to {language}."), messages("history"), user("{text}"))
 * }</pre>
 */
public final class ChatPromptTemplate implements BasePromptTemplate, MessageTemplate {

    private final List<MessageTemplate> parts;
    private final Bindings bindings;
    private final List<TemplateVariable> variables;

    private ChatPromptTemplate(List<MessageTemplate> parts, Bindings bindings) {
        this.parts = List.copyOf(parts);
        this.bindings = bindings;
        this.variables =
                parts.stream().flatMap(part -> part.variables().stream()).toList();
    }

    /** A conversation of these messages. */
    public static ChatPromptTemplate of(MessageTemplate... parts) {
        return new ChatPromptTemplate(List.of(parts), Bindings.NONE);
    }

    /**
     * A conversation whose values are the components of a record.
     *
     * @throws TemplateException if a variable has no component, or a list of messages one of another type
     */
    public static <R extends Record> Chain<R, ChatRequest> of(Class<R> values, MessageTemplate... parts) {
        return of(parts).typed(values);
    }

    /**
     * A conversation from pairs of role and template. Roles: {@code system}; {@code user} or {@code human}; {@code ai}
     * or {@code assistant}; {@code placeholder} with an optional list of messages in the form {@code {history}}.
     *
     * @throws TemplateException if a role is not one of these, or a template is malformed
     */
    public static ChatPromptTemplate fromMessages(List<? extends Map.Entry<String, String>> messages) {
        return new ChatPromptTemplate(messages.stream().map(RoleTuple::template).toList(), Bindings.NONE);
    }

    /**
     * The template with one value given already. A value given when formatting wins over it.
     *
     * @throws TemplateException if the template has no such variable
     */
    public ChatPromptTemplate partial(String name, Object value) {
        return partial(name, () -> value);
    }

    /** As {@link #partial(String, Object)}, with a value that is computed each time a prompt is formatted. */
    public ChatPromptTemplate partial(String name, Supplier<?> value) {
        return new ChatPromptTemplate(parts, bindings.with(name, value, names()));
    }

    /** The template, passing over values that it has no place for: for the end of a chain that gathers many. */
    public ChatPromptTemplate allowingOtherValues() {
        return new ChatPromptTemplate(parts, bindings.allowingOthers());
    }

    /** This conversation, then more messages. */
    public ChatPromptTemplate plus(MessageTemplate more) {
        List<MessageTemplate> joined = new ArrayList<>(parts);
        joined.add(more);
        return new ChatPromptTemplate(joined, bindings);
    }

    /**
     * The template with its values taken from a record. Components that it has no place for are passed over.
     *
     * @throws TemplateException if a variable has no component, or a list of messages one of another type
     */
    public <R extends Record> Chain<R, ChatRequest> typed(Class<R> values) {
        return TypedPrompt.of(values, this);
    }

    @Override
    public Set<String> inputVariables() {
        return bindings.required(variables);
    }

    @Override
    public ChatRequest formatPrompt(Map<String, ?> values) {
        List<Message> messages = join(bindings.resolve(variables, values));
        if (messages.isEmpty()) {
            throw new TemplateException("The template gave no message: it has none, or only empty lists of messages.");
        }
        return new ChatRequest(messages, ChatParameters.NONE);
    }

    /** The conversation as text, lines {@code System: ...}, {@code Human: ...}, {@code AI: ...}. */
    public String format(Map<String, ? extends @Nullable Object> values) {
        return Messages.transcript(join(bindings.resolve(variables, values)));
    }

    @Override
    public List<TemplateVariable> variables() {
        return bindings.open(variables);
    }

    @Override
    public List<Message> formatMessages(Map<String, ?> values) {
        return join(bindings.allowingOthers().resolve(variables, values));
    }

    private List<Message> join(Map<String, Object> values) {
        List<Message> messages = new ArrayList<>();
        parts.forEach(part -> messages.addAll(part.formatMessages(values)));
        return messages;
    }

    private Set<String> names() {
        Map<String, TemplateVariable> names = new LinkedHashMap<>();
        variables.forEach(variable -> names.put(variable.name(), variable));
        return names.keySet();
    }
}
