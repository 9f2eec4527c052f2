package dev.lian4j.parsers.structured;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.parsers.JsonBinding;
import java.util.List;

/**
 * A model that answers with a value of a Java type, as LangChain's {@code with_structured_output}: it asks for it in the
 * best way that the model has, checks what comes against the type's JSON Schema, and tells the model what is wrong with
 * an answer so that it may do better, once unless said. It is not a method of {@link ChatModel}, since core knows no JSON.
 *
 * <p>Types and their schemas are those of {@link JsonBinding}. The model's pieces are handed on as they come, those of
 * the first answer only: JSON text, or the deltas of a tool call. An answer that was cut at the limit of tokens, or
 * stopped by the provider's filter, is not asked for again. Immutable, and as safe for threads as the model.
 *
 * @param <T> the value
 */
public final class StructuredOutput<T> implements Chain<ChatRequest, T> {

    private final ChatModel model;
    private final JsonBinding<T> binding;
    private final StructuredMode mode;
    private final int repairs;
    private final Validator<? super T> validator;
    private final Words words;

    private StructuredOutput(
            ChatModel model,
            JsonBinding<T> binding,
            StructuredMode mode,
            int repairs,
            Validator<? super T> validator,
            Words words) {
        this.model = model;
        this.binding = binding;
        this.mode = mode;
        this.repairs = repairs;
        this.validator = validator;
        this.words = words;
    }

    /**
     * Answers with a record, an enum, a record of a sealed interface, or a value such as {@code Integer}.
     *
     * @throws IllegalArgumentException if it is another type, or a record that needs itself
     */
    public static <T> StructuredOutput<T> of(ChatModel model, Class<T> type) {
        return of(model, JsonBinding.of(type));
    }

    /**
     * Answers with a list of what {@link #of(ChatModel, Class)} takes.
     *
     * @throws IllegalArgumentException as there
     */
    public static <E> StructuredOutput<List<E>> listOf(ChatModel model, Class<E> type) {
        return of(model, JsonBinding.listOf(type));
    }

    /** Answers with what a binding says. */
    public static <T> StructuredOutput<T> of(ChatModel model, JsonBinding<T> binding) {
        return new StructuredOutput<>(model, binding, StructuredMode.AUTO, 1, value -> List.of(), Words.ENGLISH);
    }

    /** The same, asking in this mode; {@link StructuredMode#AUTO} unless said. */
    public StructuredOutput<T> withMode(StructuredMode newMode) {
        return new StructuredOutput<>(model, binding, newMode, repairs, validator, words);
    }

    /** The same, asking again at most so often where an answer cannot be used; 0 for never. */
    public StructuredOutput<T> withRepairs(int times) {
        if (times < 0) {
            throw new IllegalArgumentException("times must be at least 0, was " + times);
        }
        return new StructuredOutput<>(model, binding, mode, times, validator, words);
    }

    /** The same, where a value must also pass this. */
    public StructuredOutput<T> withValidator(Validator<? super T> newValidator) {
        return new StructuredOutput<>(model, binding, mode, repairs, newValidator, words);
    }

    /** The same, telling the model in Chinese what is wanted and what is wrong. */
    public StructuredOutput<T> inChinese() {
        return new StructuredOutput<>(model, binding, mode, repairs, validator, Words.CHINESE);
    }

    /** The same, giving the model's answer beside the value. */
    public Chain<ChatRequest, StructuredResponse<T>> withResponse() {
        return new WithResponse<>(this);
    }

    /**
     * The value.
     *
     * @throws OutputParserException if no answer can be used; says why, and carries the last answer
     */
    @Override
    public T invoke(ChatRequest request, Run run) {
        return answer(request, run).value();
    }

    @Override
    public boolean streams() {
        return model.streams();
    }

    StructuredResponse<T> answer(ChatRequest request, Run run) {
        Question question = new Question(binding, model.features(), words);
        ChatRequest asked = question.ask(request, mode);
        Run heard = run;
        for (int left = repairs; ; left--) {
            ChatResponse response = heard.call(model, asked);
            try {
                return new StructuredResponse<>(value(response), response);
            } catch (OutputParserException e) {
                if (left == 0 || isFinal(response)) {
                    throw e;
                }
                asked = question.again(asked, response.message(), e.getMessage());
                heard = run.muted();
            }
        }
    }

    private static boolean isFinal(ChatResponse response) {
        return response.finishReason() == FinishReason.LENGTH || response.finishReason() == FinishReason.CONTENT_FILTER;
    }

    private T value(ChatResponse response) {
        String output = output(response);
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            throw new OutputParserException("The provider's filter stopped the answer.", output);
        }
        T value = binding.find(output, response.finishReason() == FinishReason.LENGTH);
        List<String> problems = validator.problems(value);
        if (!problems.isEmpty()) {
            throw new OutputParserException("The value is not valid: " + String.join("; ", problems) + ".", output);
        }
        return value;
    }

    /** The arguments of our tool, where it was called; else the text. */
    private String output(ChatResponse response) {
        return response.message().toolCalls().stream()
                .filter(call -> call.name().equals(binding.name()))
                .map(ToolCall::arguments)
                .findFirst()
                .orElseGet(response::text);
    }

    /** Gives the answer beside the value. */
    private record WithResponse<T>(StructuredOutput<T> structured)
            implements Chain<ChatRequest, StructuredResponse<T>> {

        @Override
        public StructuredResponse<T> invoke(ChatRequest request, Run run) {
            return structured.answer(request, run);
        }

        @Override
        public boolean streams() {
            return structured.streams();
        }
    }
}
