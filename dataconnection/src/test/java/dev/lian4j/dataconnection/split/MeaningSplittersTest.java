package dev.lian4j.dataconnection.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.model.Tokenizer;
import dev.lian4j.dataconnection.LetterEmbeddings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MeaningSplittersTest {

    /** A byte of UTF-8 is a token, so that tokens end within characters. */
    private static final Tokenizer BYTES = new Tokenizer() {
        @Override
        public int[] encode(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int[] tokens = new int[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                tokens[i] = bytes[i];
            }
            return tokens;
        }

        @Override
        public String decode(int[] tokens) {
            byte[] bytes = new byte[tokens.length];
            for (int i = 0; i < tokens.length; i++) {
                bytes[i] = (byte) tokens[i];
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    };

    /** Gives texts back in lower case, as tokenizers of BERT do. */
    private static final Tokenizer LOWER = new Tokenizer() {
        @Override
        public int[] encode(String text) {
            return BYTES.encode(text);
        }

        @Override
        public String decode(int[] tokens) {
            return BYTES.decode(tokens).toLowerCase(Locale.ROOT) + " ";
        }
    };

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "B",
                        " ",
                        "退",
                        "e\u0301",
                        "😀",
                        "👨\u200d👩\u200d👧",
                        "。",
                        "\r\n",
                        "🇨🇳",
                        "\ud83d",
                        "! ",
                        "”")
                .list()
                .ofMaxSize(50)
                .map(parts -> String.join("", parts));
    }

    @Property
    void chunksOfTokensCoverTheTextAndCutNoCharacter(
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 1, max = 20) int size,
            @ForAll @IntRange(max = 19) int overlap,
            @ForAll boolean lower) {
        TokenTextSplitter splitter =
                TokenTextSplitter.of(lower ? LOWER : BYTES, size, Math.min(overlap, size - 1), true);
        int covered = 0;
        int lastStart = -1;
        for (Document chunk : splitter.splitDocuments(List.of(Document.of(text)))) {
            int start = (int) chunk.metadata().get("start_index");
            int end = start + chunk.text().length();
            assertThat(text).startsWith(text.substring(0, start) + chunk.text());
            assertThat(start).isLessThanOrEqualTo(covered).isGreaterThan(lastStart);
            assertThat(end).isGreaterThan(covered);
            assertThat(isWhole(text, start) && isWhole(text, end)).isTrue();
            assertThat(BYTES.count(chunk.text()) <= size || isOneMore(chunk.text(), size))
                    .isTrue();
            covered = end;
            lastStart = start;
        }
        assertThat(covered).isEqualTo(text.length());
    }

    /** One character may be more tokens than a chunk has. */
    private static boolean isOneMore(String chunk, int size) {
        return !chunk.isEmpty() && new Graphemes(chunk).boundaryAt(chunk.length() - 1) <= size;
    }

    private static boolean isWhole(String text, int place) {
        Graphemes graphemes = new Graphemes(text);
        int at = 0;
        while (at < place) {
            at = graphemes.end(at, text.length());
        }
        return at == place;
    }

    @Test
    void cutsAfterSoManyTokensAndRepeatsSome() {
        assertThat(TokenTextSplitter.of(BYTES, 7, 3).splitText("退款规则")).containsExactly("退款", "款规", "规则");
        assertThat(TokenTextSplitter.of(BYTES, 6, 0).splitText("退款规则")).containsExactly("退款", "规则");
        assertThat(TokenTextSplitter.of(LOWER, 6, 0).splitText("退款ABCDEFG")).containsExactly("退款", "ABCDEF", "G");
        assertThat(TokenTextSplitter.of(BYTES, 6, 0).splitText("")).isEmpty();
    }

    @Test
    void refusesAnOverlapThatNeverGetsOn() {
        assertThatThrownBy(() -> TokenTextSplitter.of(BYTES, 5, 5)).hasMessageContaining("less than the 5 tokens");
        assertThatThrownBy(() -> TokenTextSplitter.of(BYTES, 0, 0)).hasMessageContaining("chunkSize");
    }

    @Test
    void measuresWithTheTokensOfAModel() {
        assertThat(RecursiveCharacterTextSplitter.builder()
                        .lengthFunction(LengthFunction.tokens(BYTES))
                        .chunkSize(9)
                        .chunkOverlap(0)
                        .build()
                        .splitText("退款 规则 abcdefgh"))
                .containsExactly("退款", "规则", "abcdefgh");
    }

    @Test
    void cutsLongTextsAfterTokensInTimeLinearInTheText() {
        String text = "退款 abc ".repeat(100_000);
        assertThat(TokenTextSplitter.of(BYTES, 100, 10).splitText(text)).hasSizeGreaterThan(10_000);
    }

    @Test
    void cutsBetweenSentencesOfChineseAndEnglish() {
        String text = "经理说：“可以退。”于是退了！真的吗？！是的……Prices rose 3.5 percent. He asked: “Why?” Nobody knew.\n\n末段";
        assertThat(SentenceTextSplitter.of(8, 0).splitText(text))
                .startsWith("经理说：", "“可以退。”", "于是退了！", "真的吗？！", "是的……");
        assertThat(SentenceTextSplitter.of(32, 0).splitText(text))
                .containsExactly(
                        "经理说：“可以退。”于是退了！真的吗？！是的……", "Prices rose 3.5 percent.", "He asked: “Why?” Nobody knew.", "末段");
    }

    @Property
    void sentencesCoverTheTextAndAreNoLongerThanTheSize(
            @ForAll("texts") String text, @ForAll @IntRange(min = 8, max = 30) int size) {
        SentenceTextSplitter splitter = SentenceTextSplitter.builder()
                .chunkSize(size)
                .chunkOverlap(0)
                .addStartIndex(true)
                .stripWhitespace(false)
                .locale(Locale.CHINESE)
                .build();
        int covered = 0;
        for (Document chunk : splitter.splitDocuments(List.of(Document.of(text)))) {
            assertThat(chunk.metadata()).containsEntry("start_index", covered);
            assertThat(chunk.text()).hasSizeLessThanOrEqualTo(size);
            covered += chunk.text().length();
        }
        assertThat(covered).isEqualTo(text.length());
    }

    @Test
    void findsSentencesInTimeLinearInTheText() {
        for (String part : List.of("。", "\n", "a", "”", "a. ", "退！”")) {
            assertThat(SentenceTextSplitter.of(1000, 0).splitText(part.repeat(300_000)))
                    .hasSizeLessThan(2_000);
        }
    }

    private static final String TURN = "aa。aa。aa。aaab。bb。bb。bbb。bb。";

    @Test
    void cutsWhereTheMeaningChanges() {
        for (BreakpointType type : BreakpointType.values()) {
            double amount = type == BreakpointType.STANDARD_DEVIATION ? 1 : type.defaultAmount();
            assertThat(SemanticChunker.builder(new LetterEmbeddings())
                            .breakpointType(type)
                            .breakpointAmount(amount)
                            .bufferSize(0)
                            .addStartIndex(true)
                            .build()
                            .splitDocuments(List.of(Document.of(TURN))))
                    .as(type.name())
                    .hasSizeBetween(2, 3)
                    .allMatch(chunk ->
                            TURN.startsWith(chunk.text(), (int) chunk.metadata().get("start_index")));
        }
        assertThat(SemanticChunker.builder(new LetterEmbeddings())
                        .bufferSize(0)
                        .build()
                        .splitText(TURN))
                .containsExactly("aa。aa。aa。aaab。", "bb。bb。bbb。bb。");
    }

    @Test
    void cutsByMeaningIntoAsManyChunksAsAsked() {
        SemanticChunker.Builder builder =
                SemanticChunker.builder(new LetterEmbeddings()).bufferSize(0);
        String text = "a。ab。abb。b。a。bb。";
        assertThat(builder.numberOfChunks(5).build().splitText(text)).hasSize(5);
        assertThat(builder.numberOfChunks(1).build().splitText(text)).containsExactly(text);
        assertThat(builder.numberOfChunks(5).minChunkSize(8).build().splitText(text))
                .hasSizeBetween(2, 3)
                .allMatch(chunk -> chunk.length() >= 5);
    }

    @Test
    void leavesTextsOfOneSentenceWhole() {
        SemanticChunker chunker = SemanticChunker.of(texts -> {
            throw new AssertionError("nothing to compare");
        });
        assertThat(chunker.splitText("只有一句。")).containsExactly("只有一句。");
        assertThat(chunker.splitText(" \n")).isEmpty();
        assertThat(chunker.splitText("")).isEmpty();
    }

    /** Values worked out by hand from NumPy's formulas. */
    @Test
    void reckonsThresholdsAsNumPyDoes() {
        double[] distances = {0.1, 0.4, 0.2, 0.9, 0.3};
        assertThat(Breakpoints.threshold(BreakpointType.PERCENTILE, 95, distances))
                .isCloseTo(0.8, within(1e-9));
        assertThat(Breakpoints.threshold(BreakpointType.STANDARD_DEVIATION, 3, distances))
                .isCloseTo(0.38 + 3 * 0.2785677655436824, within(1e-9));
        assertThat(Breakpoints.threshold(BreakpointType.INTERQUARTILE, 1.5, distances))
                .isCloseTo(0.68, within(1e-9));
        assertThat(Breakpoints.gradient(distances))
                .containsExactly(new double[] {0.3, 0.05, 0.25, 0.05, -0.6}, within(1e-9));
        assertThat(Breakpoints.thresholdFor(2, distances)).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void refusesSettingsOfAChunkerThatMakeNoSense() {
        assertThatThrownBy(() -> SemanticChunker.builder(new LetterEmbeddings())
                        .breakpointAmount(101)
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
