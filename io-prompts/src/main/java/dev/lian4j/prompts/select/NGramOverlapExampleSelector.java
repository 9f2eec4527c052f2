package dev.lian4j.prompts.select;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.prompts.ExampleSelector;
import dev.lian4j.prompts.Examples;
import dev.lian4j.prompts.StringPromptTemplate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Examples in the order of the words and phrases that they have in common with a value, most first. LangChain's
 * {@code NGramOverlapExampleSelector}: by the BLEU of the sentence; equal ones stay in their order. Compared is the value
 * of the same name as in the example, or else the first, as LangChain's always. Where a script has no
 * blanks between its words, such as Chinese, each character is a word. Safe for several threads.
 *
 * <p>Only those are chosen whose score is above a threshold: -1, the default, takes all and orders them; 0 leaves out
 * those with nothing in common; 1 or more takes none.
 */
public final class NGramOverlapExampleSelector implements ExampleSelector {

    private static final double EVERYTHING = -1.0;
    private static final double EQUAL = 1e-9;

    private final List<Compared> examples = new CopyOnWriteArrayList<>();
    private final String key;
    private final double threshold;

    private NGramOverlapExampleSelector(String key, double threshold) {
        this.key = key;
        this.threshold = threshold;
    }

    /**
     * Orders all of these by the first variable of an example's prompt.
     *
     * @throws TemplateException if the prompt has no variable, or an example lacks it
     */
    public static NGramOverlapExampleSelector of(
            List<? extends Map<String, ?>> examples, StringPromptTemplate examplePrompt) {
        return of(examples, examplePrompt, EVERYTHING);
    }

    /**
     * Orders those of these that are above the threshold, by the first variable of an example's prompt.
     *
     * @throws TemplateException if the prompt has no variable, or an example lacks it
     */
    public static NGramOverlapExampleSelector of(
            List<? extends Map<String, ?>> examples, StringPromptTemplate examplePrompt, double threshold) {
        String key = examplePrompt.inputVariables().stream()
                .findFirst()
                .orElseThrow(() -> new TemplateException("The example's prompt has no variable to compare by."));
        NGramOverlapExampleSelector selector = new NGramOverlapExampleSelector(key, threshold);
        examples.forEach(selector::addExample);
        return selector;
    }

    /**
     * Adds an example.
     *
     * @throws TemplateException if it lacks the value to compare by
     */
    public void addExample(Map<String, ?> example) {
        String text = new ExampleText(List.of(key)).of(example);
        examples.add(new Compared(Examples.copy(example), Words.of(text)));
    }

    @Override
    public List<Map<String, Object>> selectExamples(Map<String, ?> values) {
        List<String> words = Words.of(question(values));
        return examples.stream()
                .map(example -> new Scored(example.values, SentenceBleu.score(example.words, words)))
                .filter(example -> example.score - threshold >= EQUAL)
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .map(Scored::values)
                .toList();
    }

    private String question(Map<String, ?> values) {
        Object named = values.get(key);
        return String.valueOf(
                named != null
                        ? named
                        : values.values().stream()
                                .findFirst()
                                .map(Object.class::cast)
                                .orElse(""));
    }

    private record Compared(Map<String, Object> values, List<String> words) {}

    private record Scored(Map<String, Object> values, double score) {}
}
