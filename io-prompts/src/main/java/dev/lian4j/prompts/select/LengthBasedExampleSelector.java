package dev.lian4j.prompts.select;

import dev.lian4j.prompts.ExampleSelector;
import dev.lian4j.prompts.Examples;
import dev.lian4j.prompts.StringPromptTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * As many of the first examples as fit: the longer the values, the fewer. LangChain's {@code LengthBasedExampleSelector}:
 * at most 2,048 words between values and examples, unless said. Where a script has no blanks between its words, such as
 * Chinese, each character counts as a word; in LangChain a whole sentence would. Safe for several threads.
 */
public final class LengthBasedExampleSelector implements ExampleSelector {

    private static final int DEFAULT_LENGTH = 2048;

    private final List<Measured> examples = new CopyOnWriteArrayList<>();
    private final StringPromptTemplate examplePrompt;
    private final int maxLength;
    private final ToIntFunction<String> length;

    private LengthBasedExampleSelector(StringPromptTemplate prompt, int maxLength, ToIntFunction<String> length) {
        this.examplePrompt = prompt.allowingOtherValues();
        this.maxLength = maxLength;
        this.length = length;
    }

    /**
     * Chooses among these, in this order, up to 2,048 words.
     *
     * @throws dev.lian4j.core.error.TemplateException if an example lacks a value
     */
    public static LengthBasedExampleSelector of(
            List<? extends Map<String, ?>> examples, StringPromptTemplate examplePrompt) {
        return of(examples, examplePrompt, DEFAULT_LENGTH);
    }

    /**
     * Chooses among these, in this order, up to so many words.
     *
     * @throws dev.lian4j.core.error.TemplateException if an example lacks a value
     */
    public static LengthBasedExampleSelector of(
            List<? extends Map<String, ?>> examples, StringPromptTemplate examplePrompt, int maxLength) {
        return of(examples, examplePrompt, maxLength, Words::count);
    }

    /**
     * Chooses among these, in this order, up to a length by a measure of your own, such as {@code tokenizer::count}.
     *
     * @throws dev.lian4j.core.error.TemplateException if an example lacks a value
     */
    public static LengthBasedExampleSelector of(
            List<? extends Map<String, ?>> examples,
            StringPromptTemplate examplePrompt,
            int maxLength,
            ToIntFunction<String> length) {
        LengthBasedExampleSelector selector = new LengthBasedExampleSelector(examplePrompt, maxLength, length);
        examples.forEach(selector::addExample);
        return selector;
    }

    /**
     * Adds an example behind the others.
     *
     * @throws dev.lian4j.core.error.TemplateException if it lacks a value
     */
    public void addExample(Map<String, ?> example) {
        examples.add(new Measured(Examples.copy(example), length.applyAsInt(examplePrompt.format(example))));
    }

    @Override
    public List<Map<String, Object>> selectExamples(Map<String, ?> values) {
        long left = (long) maxLength - length.applyAsInt(joined(values));
        List<Map<String, Object>> chosen = new ArrayList<>();
        for (Measured example : examples) {
            left = left <= 0 ? -1 : left - example.length;
            if (left < 0) {
                break;
            }
            chosen.add(example.values);
        }
        return chosen;
    }

    private static String joined(Map<String, ?> values) {
        return values.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private record Measured(Map<String, Object> values, int length) {}
}
