package dev.lian4j.prompts.budget;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.TokenCounter;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * How many tokens a prompt may have, and what is left out when it has more. Never left out are system messages, the
 * person's last message and what follows it; the call of a tool and its result go together. Images and the descriptions
 * of tools are not counted: leave room for them with {@link #reserving}. Immutable; as safe for several threads as the
 * counter.
 *
 * <pre>{@code
 * PromptBudget.of(OpenAiTokenizer.forModel("gpt-4o"), 8_000)
 *         .reserving(1_000)
 *         .history("history")
 *         .documents("context", Documents::cited)
 *         .around(prompt).then(model)
 * }</pre>
 */
public final class PromptBudget {

    private final TokenCounter counter;
    private final int most;
    private final Map<String, BiFunction<String, Object, Trimmable>> rules;

    private PromptBudget(TokenCounter counter, int most, Map<String, BiFunction<String, Object, Trimmable>> rules) {
        this.counter = counter;
        this.most = most;
        this.rules = rules;
        if (most < 1) {
            throw new IllegalArgumentException("A budget needs at least 1 token, had " + most);
        }
    }

    /**
     * A budget of so many tokens, counted by the model's own counter.
     *
     * @throws IllegalArgumentException if there is not even one
     */
    public static PromptBudget of(TokenCounter counter, int maxTokens) {
        return new PromptBudget(counter, maxTokens, Map.of());
    }

    /**
     * The same, with fewer tokens for the prompt: what the answer needs, or tools, or images.
     *
     * @throws IllegalArgumentException if no token is left
     */
    public PromptBudget reserving(int tokens) {
        return new PromptBudget(counter, Math.subtractExact(most, tokens), rules);
    }

    /** The same; the messages that a template is given under this name may go, the oldest turns first. */
    public PromptBudget history(String name) {
        return with(name, Trimmable::history);
    }

    /**
     * The same; the documents that a template is given under this name may go, the last first. The rest become text, such
     * as by {@code Documents::cited}. What was named to the budget before goes before.
     */
    public PromptBudget documents(String name, Function<List<ScoredDocument>, String> text) {
        return with(name, (key, value) -> Trimmable.documents(key, value, text));
    }

    private PromptBudget with(String name, BiFunction<String, Object, Trimmable> rule) {
        Map<String, BiFunction<String, Object, Trimmable>> more = new LinkedHashMap<>(rules);
        more.put(name, rule);
        return new PromptBudget(counter, most, more);
    }

    /** The tokens of a prompt, as the counter counts them. */
    public int count(ChatRequest request) {
        return counter.count(request.messages());
    }

    /**
     * The request, the oldest turns left out as far as needed.
     *
     * @throws ContextLengthExceededException if what must stay is too long
     */
    public ChatRequest fit(ChatRequest request) {
        Conversation conversation = Conversation.of(request);
        return shortest(conversation.pieces(), conversation::without);
    }

    /**
     * The template filled with the values, those named to this budget shortened as far as needed.
     *
     * @throws ContextLengthExceededException if what must stay is too long
     * @throws dev.lian4j.core.error.TemplateException if a value to be shortened is no list of messages or documents, or
     *     the template cannot be filled
     */
    public ChatRequest fit(BasePromptTemplate template, Map<String, ?> values) {
        Map<String, Trimmable> parts = new LinkedHashMap<>();
        rules.forEach((name, rule) -> {
            Object value = values.get(name);
            if (value != null) {
                parts.put(name, rule.apply(name, value));
            }
        });
        int pieces = parts.values().stream().mapToInt(Trimmable::pieces).sum();
        return shortest(pieces, count -> template.formatPrompt(without(count, parts, values)));
    }

    private static Map<String, Object> without(int count, Map<String, Trimmable> parts, Map<String, ?> values) {
        Map<String, Object> shorter = new LinkedHashMap<>(values);
        int left = count;
        for (Map.Entry<String, Trimmable> part : parts.entrySet()) {
            int here = Math.min(left, part.getValue().pieces());
            shorter.put(part.getKey(), part.getValue().without(here));
            left -= here;
        }
        return shorter;
    }

    private ChatRequest shortest(int pieces, IntFunction<ChatRequest> without) {
        ChatRequest whole = without.apply(0);
        return count(whole) <= most ? whole : shortest(pieces, last(without.apply(pieces)), without);
    }

    /** The request without the fewest pieces that make it fit: by halves, since counting takes its time. */
    private ChatRequest shortest(int pieces, ChatRequest fitting, IntFunction<ChatRequest> without) {
        ChatRequest best = fitting;
        int low = 1;
        int high = pieces;
        while (low < high) {
            int middle = (low + high) >>> 1;
            ChatRequest request = without.apply(middle);
            boolean fits = count(request) <= most;
            best = fits ? request : best;
            high = fits ? middle : high;
            low = fits ? low : middle + 1;
        }
        return best;
    }

    private ChatRequest last(ChatRequest request) {
        int tokens = count(request);
        if (tokens > most) {
            throw new ContextLengthExceededException(
                    "The prompt has " + tokens + " tokens where " + most
                            + " are allowed, with all left out that may be. Shorten the instructions or the question, or raise the budget.",
                    ModelException.Details.NONE,
                    null);
        }
        return request;
    }

    /** The template, kept to this budget: a step that takes values and gives a request. */
    public Chain<Map<String, Object>, ChatRequest> around(BasePromptTemplate template) {
        return new Budgeted(this, template);
    }

    private record Budgeted(PromptBudget budget, BasePromptTemplate template)
            implements Chain<Map<String, Object>, ChatRequest> {

        @Override
        public ChatRequest invoke(Map<String, Object> values, Run run) {
            return budget.fit(template, values);
        }

        @Override
        public StepKind kind() {
            return StepKind.PROMPT;
        }
    }
}
