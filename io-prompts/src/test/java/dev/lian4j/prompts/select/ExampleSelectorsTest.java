package dev.lian4j.prompts.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.prompts.FewShotPromptTemplate;
import dev.lian4j.prompts.PromptTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleSelectorsTest {

    private static final PromptTemplate PROMPT = PromptTemplate.fromTemplate("{input} -> {output}");
    private static final Map<String, String> SEE = Map.of("input", "See Spot run.", "output", "foo1");
    private static final Map<String, String> DOG = Map.of("input", "My dog barks.", "output", "foo2");
    private static final Map<String, String> CAN = Map.of("input", "Spot can run.", "output", "foo3");
    private static final Map<String, String> PLAYS = Map.of("input", "Spot plays fetch.", "output", "foo4");
    private static final Map<String, String> SENTENCE = Map.of("sentence", "Spot can run.");

    // ---- by common words

    @Test
    void ordersByCommonWords() {
        NGramOverlapExampleSelector selector = NGramOverlapExampleSelector.of(List.of(SEE, DOG, CAN), PROMPT);
        assertThat(selector.selectExamples(SENTENCE)).isEqualTo(List.of(CAN, SEE, DOG));

        selector.addExample(PLAYS);
        assertThat(selector.selectExamples(SENTENCE)).isEqualTo(List.of(CAN, SEE, PLAYS, DOG));
    }

    @ParameterizedTest
    @CsvSource({"-1, 3", "0, 2", "0.09, 2", "0.2, 1", "1, 0", "1.1, 0"})
    void leavesOutWhatIsNotAboveTheThreshold(double threshold, int chosen) {
        assertThat(NGramOverlapExampleSelector.of(List.of(SEE, DOG, CAN), PROMPT, threshold)
                        .selectExamples(SENTENCE))
                .hasSize(chosen);
    }

    @Test
    void comparesChineseByCharacters() {
        Map<String, String> fruit = Map.of("input", "他喜欢吃香蕉", "output", "1");
        Map<String, String> weather = Map.of("input", "今天天气很好", "output", "2");

        assertThat(NGramOverlapExampleSelector.of(List.of(fruit, weather), PROMPT, 0)
                        .selectExamples(Map.of("q", "今天天气好")))
                .isEqualTo(List.of(weather));
    }

    @Test
    void comparesTheValueOfTheSameNameFirst() {
        assertThat(NGramOverlapExampleSelector.of(List.of(DOG, CAN), PROMPT)
                        .selectExamples(Map.of("a", "My dog", "input", "Spot can run.")))
                .startsWith(Map.copyOf(CAN));
    }

    @ParameterizedTest
    @CsvSource({
        "Spot can run., See Spot run., 0.14938015821857217",
        "Spot can run., Spot plays fetch., 0.11856311014966876",
        "Spot can run., My dog barks., 0",
        "Spot can run., Spot can run., 1",
        "the cat sat on the mat, the cat is on the mat, 0.25406637407730737",
        "the the the the the, the cat sat on the mat, 0.05231223689135342",
        "a, a b c d e f, 0.006737946999085467",
        "run fast, run very fast now please, 0.07055995207471726",
        "我喜欢吃苹果, 他喜欢吃香蕉, 0.20205155046766235",
        "今天天气好, 今天天气很好, 0.5789300674674098",
        "one two three four five six seven, one two three four five six seven eight, 0.8668778997501817",
        "'', anything, 0"
    })
    void scoresAsNltkDoes(String source, String example, double score) {
        assertThat(SentenceBleu.score(Words.of(example), Words.of(source))).isCloseTo(score, within(1e-12));
    }

    @Test
    void needsAVariableToCompareBy() {
        assertThatThrownBy(() -> NGramOverlapExampleSelector.of(List.of(), PromptTemplate.fromTemplate("none")))
                .isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> NGramOverlapExampleSelector.of(List.of(Map.of("outptu", "x")), PROMPT))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'input'");
    }

    // ---- by length

    @Test
    void countsChineseCharactersAsWords() {
        assertThat(Words.count("a b\nc")).isEqualTo(3);
        assertThat(Words.count("")).isEqualTo(1);
        assertThat(Words.count("a  b")).isEqualTo(3);
        assertThat(Words.count("大语言模型")).isEqualTo(5);
        assertThat(Words.count("学习LoRA 吧")).isEqualTo(4);
    }

    @Test
    void showsFewerExamplesToLongerValues() {
        List<Map<String, String>> examples = List.of(SEE, DOG, CAN);
        LengthBasedExampleSelector selector = LengthBasedExampleSelector.of(examples, PROMPT, 16);

        assertThat(selector.selectExamples(Map.of("q", "short"))).hasSize(3);
        assertThat(selector.selectExamples(Map.of("q", "一二三四"))).hasSize(2);
        assertThat(selector.selectExamples(Map.of("q", "word ".repeat(20)))).isEmpty();
        selector.addExample(PLAYS);
        assertThat(selector.selectExamples(Map.of("q", "short"))).hasSize(3);
    }

    @Test
    void measuresAsItIsTold() {
        assertThat(LengthBasedExampleSelector.of(List.of(SEE, DOG), PROMPT, 25, String::length)
                        .selectExamples(Map.of("q", "x")))
                .isEqualTo(List.of(SEE));
        assertThat(LengthBasedExampleSelector.of(List.of(SEE, DOG), PROMPT).selectExamples(Map.of("q", "x")))
                .hasSize(2);
    }

    @Test
    void overflowsNoInteger() {
        assertThat(LengthBasedExampleSelector.of(List.of(SEE), PROMPT, Integer.MIN_VALUE, text -> Integer.MAX_VALUE)
                        .selectExamples(Map.of("q", "x")))
                .isEmpty();
    }

    // ---- by meaning

    /** Vectors by what a text is about: animals, fruit, weather. */
    private static final EmbeddingModel TOPICS =
            texts -> texts.stream().map(ExampleSelectorsTest::vector).toList();

    private static float[] vector(String text) {
        return new float[] {
            count(text, "猫", "狗", "cat", "dog"), count(text, "苹果", "香蕉", "apple"), count(text, "雨", "晴", "rain")
        };
    }

    private static float count(String text, String... words) {
        return (float) List.of(words).stream().filter(text::contains).count();
    }

    private static Map<String, String> example(String input) {
        return Map.of("input", input, "output", "o");
    }

    private static final List<Map<String, String>> TOPICAL =
            List.of(example("猫 cat"), example("狗 dog"), example("苹果 apple"), example("狗 和 雨"), example("晴"));

    @Test
    void choosesTheNearestInMeaning() {
        SemanticSimilarityExampleSelector selector = SemanticSimilarityExampleSelector.of(TOPICAL, TOPICS, 1, "input");

        assertThat(selector.selectExamples(Map.of("input", "我要吃香蕉"))).isEqualTo(List.of(example("苹果 apple")));
        selector.addExample(example("香蕉 苹果 apple"));
        assertThat(SemanticSimilarityExampleSelector.of(TOPICAL, TOPICS, 10, "input")
                        .selectExamples(Map.of("input", "rain")))
                .hasSize(5)
                .startsWith(Map.copyOf(example("晴")));
    }

    @Test
    void comparesAllValuesWhereNoneIsNamed() {
        SemanticSimilarityExampleSelector selector = SemanticSimilarityExampleSelector.of(
                List.of(Map.of("a", "x", "b", "狗"), Map.of("a", "雨", "b", "x")), TOPICS, 1);

        assertThat(selector.selectExamples(Map.of("whatever", "dog"))).isEqualTo(List.of(Map.of("a", "x", "b", "狗")));
    }

    @Test
    void choosesWhatIsNearAndDifferent() {
        Map<String, String> question = Map.of("input", "cat dog 雨");

        // The third is unlike both before, though not near; among the nearest four there is none such.
        assertThat(MaxMarginalRelevanceExampleSelector.of(TOPICAL, TOPICS, 3, 5, "input")
                        .selectExamples(question))
                .isEqualTo(List.of(example("狗 和 雨"), example("猫 cat"), example("苹果 apple")));
        assertThat(MaxMarginalRelevanceExampleSelector.of(TOPICAL, TOPICS, 3, 4, "input")
                        .selectExamples(question))
                .isEqualTo(List.of(example("狗 和 雨"), example("猫 cat"), example("狗 dog")));
    }

    @Test
    void choosesAmongTheNearestOnly() {
        List<Map<String, Object>> two = MaxMarginalRelevanceExampleSelector.of(TOPICAL, TOPICS, 2, 2, "input")
                .selectExamples(Map.of("input", "cat dog"));

        assertThat(two).isEqualTo(List.of(example("猫 cat"), example("狗 dog")));
    }

    @Test
    void choosesNothingFromNothing() {
        EmbeddingModel never = texts -> {
            throw new AssertionError("asked for " + texts);
        };
        assertThat(SemanticSimilarityExampleSelector.of(List.of(), never, 2).selectExamples(Map.of("a", "b")))
                .isEmpty();
        assertThat(MaxMarginalRelevanceExampleSelector.of(List.of(), never, 2, 20)
                        .selectExamples(Map.of("a", "b")))
                .isEmpty();
    }

    @Test
    void saysWhatIsMissingToCompareBy() {
        assertThatThrownBy(() -> SemanticSimilarityExampleSelector.of(TOPICAL, TOPICS, 1, "inptu"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'inptu'");
        SemanticSimilarityExampleSelector selector = SemanticSimilarityExampleSelector.of(TOPICAL, TOPICS, 1, "input");
        assertThatThrownBy(() -> selector.selectExamples(Map.of("other", "x")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'input'");
        assertThatThrownBy(() -> SemanticSimilarityExampleSelector.of(TOPICAL, TOPICS, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reportsAModelThatGivesOtherVectors() {
        EmbeddingModel few = texts -> List.of(new float[] {1});
        assertThatThrownBy(() -> SemanticSimilarityExampleSelector.of(TOPICAL, few, 1))
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("1 vectors for 5 texts");
        EmbeddingModel uneven =
                texts -> texts.stream().map(text -> new float[text.length()]).toList();
        SemanticSimilarityExampleSelector selector = SemanticSimilarityExampleSelector.of(TOPICAL, uneven, 1, "input");
        assertThatThrownBy(() -> selector.selectExamples(Map.of("input", "一二三四五六七八九十")))
                .isInstanceOf(InvalidResponseException.class);
    }

    /** A store over a list, as a database would be one. */
    private record ListStore(EmbeddingModel embeddings, List<Document> documents, List<float[]> vectors)
            implements VectorStore {

        @Override
        public List<String> put(List<Document> more, List<float[]> theirs) {
            documents.addAll(more);
            vectors.addAll(theirs);
            return more.stream().map(Document::text).toList();
        }

        @Override
        public List<ScoredDocument> nearest(VectorQuery query) {
            return IntStream.range(0, documents.size())
                    .mapToObj(i -> new ScoredDocument(documents.get(i), Vectors.cosine(query.vector(), vectors.get(i))))
                    .sorted(Comparator.comparingDouble(ScoredDocument::score).reversed())
                    .limit(query.k())
                    .toList();
        }

        @Override
        public int delete(Filter filter) {
            return 0;
        }
    }

    @Test
    void keepsExamplesInAStore() {
        ListStore store = new ListStore(TOPICS, new ArrayList<>(), new ArrayList<>());
        SemanticSimilarityExampleSelector nearest = SemanticSimilarityExampleSelector.of(store, 1, "input");
        TOPICAL.forEach(nearest::addExample);

        assertThat(nearest.selectExamples(Map.of("input", "apple"))).isEqualTo(List.of(example("苹果 apple")));
        assertThat(MaxMarginalRelevanceExampleSelector.of(store, 2, 20, "input")
                        .selectExamples(Map.of("input", "cat dog 雨")))
                .isEqualTo(MaxMarginalRelevanceExampleSelector.of(TOPICAL, TOPICS, 2, 20, "input")
                        .selectExamples(Map.of("input", "cat dog 雨")));
        assertThat(store.documents).hasSize(5);
    }

    @Test
    void chooseForAPrompt() {
        FewShotPromptTemplate prompt = FewShotPromptTemplate.builder()
                .exampleSelector(SemanticSimilarityExampleSelector.of(TOPICAL, TOPICS, 1, "input"))
                .examplePrompt(PROMPT)
                .suffix("{input} -> ")
                .exampleSeparator("\n")
                .build();

        assertThat(prompt.format(Map.of("input", "香蕉"))).isEqualTo("苹果 apple -> o\n香蕉 -> ");
    }
}
