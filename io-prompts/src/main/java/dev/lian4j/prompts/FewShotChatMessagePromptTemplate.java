package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Examples as messages, for the midst of a {@link ChatPromptTemplate}: the messages of each example, one after another.
 * LangChain's {@code FewShotChatMessagePromptTemplate}. Values of an example that have no place are passed over.
 * Immutable.
 *
 * <pre>{@code
 * var examples = FewShotChatMessagePromptTemplate.of(
 *         ChatPromptTemplate.of(user("{input}"), ai("{output}")),
 *         List.of(Map.of("input", "2+2", "output", "4")));
 * ChatPromptTemplate.of(system("You add numbers."), examples, user("{input}"))
 * }</pre>
 */
public final class FewShotChatMessagePromptTemplate implements BasePromptTemplate, MessageTemplate, Nesting {

    private final MessageTemplate examplePrompt;
    private final ExampleSelector selector;
    private final List<TemplateVariable> variables;
    private final int depth;

    private FewShotChatMessagePromptTemplate(
            MessageTemplate examplePrompt, ExampleSelector selector, List<TemplateVariable> variables) {
        this.examplePrompt = examplePrompt;
        this.selector = selector;
        this.variables = TemplateVariable.distinct(variables);
        this.depth = Nesting.above(List.of(examplePrompt));
    }

    /** The same examples for every prompt. */
    public static FewShotChatMessagePromptTemplate of(
            MessageTemplate examplePrompt, List<? extends Map<String, ?>> examples) {
        return new FewShotChatMessagePromptTemplate(examplePrompt, ExampleSelector.all(examples), List.of());
    }

    /**
     * Examples that a selector chooses.
     *
     * @param inputVariables the names of the values that the selector is shown; they must be given when formatting
     */
    public static FewShotChatMessagePromptTemplate of(
            MessageTemplate examplePrompt, ExampleSelector selector, String... inputVariables) {
        return new FewShotChatMessagePromptTemplate(
                examplePrompt,
                selector,
                Arrays.stream(inputVariables).map(TemplateVariable::text).toList());
    }

    @Override
    public List<TemplateVariable> variables() {
        return variables;
    }

    @Override
    public List<Message> formatMessages(Map<String, ?> values) {
        return messages(Bindings.NONE.allowingOthers().resolve(variables, values));
    }

    private List<Message> messages(Map<String, ?> values) {
        return FewShotParts.each(selector.selectExamples(values), examplePrompt::formatMessages).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The examples as text, lines {@code Human: ...}, {@code AI: ...}. */
    public String format(Map<String, ?> values) {
        return Messages.transcript(messages(Bindings.NONE.resolve(variables, values)));
    }

    @Override
    public Set<String> inputVariables() {
        return Bindings.NONE.required(variables);
    }

    @Override
    public ChatRequest formatPrompt(Map<String, ?> values) {
        List<Message> messages = messages(Bindings.NONE.resolve(variables, values));
        if (messages.isEmpty()) {
            throw new TemplateException("The selector chose no example, so there is no message.");
        }
        return new ChatRequest(messages, ChatParameters.NONE);
    }

    @Override
    public int depth() {
        return depth;
    }
}
