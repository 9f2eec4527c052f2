package dev.lian4j.prompts;

import dev.lian4j.core.Chain;
import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with named places, made of {@link MessageTemplate}s; may itself be a part of another. It takes a map
 * of values, or the components of a record, see {@link #typed}. Values are never scanned for places. Immutable.
 *
 * <pre>{@code
 * ChatPromptTemplate.of(system("You translate to {language}."), messages("history"), user("{text}"))
 * }</pre>
 */
public final class ChatPromptTemplate implements BasePromptTemplate, MessageTemplate, Nesting {

    private final List<MessageTemplate> parts;
    private final Bindings bindings;
    private final List<TemplateVariable> variables;
    private final int depth;

    private ChatPromptTemplate(List<MessageTemplate> parts, Bindings bindings) {
        this.parts = parts.stream().flatMap(ChatPromptTemplate::flat).toList();
        this.bindings = bindings;
        this.variables = TemplateVariable.distinct(
                parts.stream().flatMap(part -> part.variables().stream()).toList());
        this.depth = Nesting.above(this.parts);
    }

    /** A conversation within one is its messages, unless it has values of its own. */
    private static Stream<MessageTemplate> flat(MessageTemplate part) {
        boolean plain = part instanceof ChatPromptTemplate chat
                && chat.bindings.partials().isEmpty();
        return plain ? ((ChatPromptTemplate) part).parts.stream() : Stream.of(part);
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
        return fromMessages(messages, TemplateFormat.F_STRING);
    }

    /** As {@link #fromMessages(List)}, with templates of any form. */
    public static ChatPromptTemplate fromMessages(
            List<? extends Map.Entry<String, String>> messages, TemplateFormat format) {
        return new ChatPromptTemplate(
                messages.stream()
                        .map(tuple -> RoleTuple.template(tuple, format))
                        .toList(),
                Bindings.NONE);
    }

    /**
     * A conversation of one message of the person.
     *
     * @throws TemplateException if the template is malformed
     */
    public static ChatPromptTemplate fromTemplate(String template) {
        return of(MessageTemplate.user(template));
    }

    /**
     * The template with one value given already. A value given when formatting wins over it.
     *
     * @throws TemplateException if the template has no such variable
     */
    public ChatPromptTemplate partial(String name, Object value) {
        return partial(name, new Constant(value));
    }

    /** As {@link #partial(String, Object)}, with a value that is computed each time a prompt is formatted. */
    public ChatPromptTemplate partial(String name, Supplier<?> value) {
        return new ChatPromptTemplate(parts, bindings.with(name, value, variables));
    }

    /** The template, passing over values that it has no place for: for the end of a chain that gathers many. */
    public ChatPromptTemplate allowingOtherValues() {
        return new ChatPromptTemplate(parts, bindings.allowingOthers());
    }

    /**
     * This conversation, then a message of the person.
     *
     * @throws TemplateException if the template is malformed
     */
    public ChatPromptTemplate plus(String user) {
        return plus(MessageTemplate.user(user));
    }

    /** This conversation, then more messages: one, or another conversation. */
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

    /** The messages that it is made of, in order. */
    public List<MessageTemplate> messages() {
        return parts;
    }

    /** The values given already, without those that are computed each time. */
    public Map<String, Object> partialVariables() {
        return bindings.constants();
    }

    /** Whether a value is computed each time. */
    public boolean hasComputedValues() {
        return bindings.constants().size() < bindings.partials().size();
    }

    @Override
    public int depth() {
        return depth;
    }

    private List<Message> join(Map<String, ?> values) {
        List<Message> messages = new ArrayList<>();
        parts.forEach(part -> messages.addAll(part.formatMessages(values)));
        return messages;
    }
}
