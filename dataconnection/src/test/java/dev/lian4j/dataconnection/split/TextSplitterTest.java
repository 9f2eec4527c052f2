package dev.lian4j.dataconnection.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextSplitterTest {

    private static final String CHINESE = "第一条 客户可以在七天之内退款。运费由谁承担？由商家承担！经理说：“可以退。”于是就退了；其余照旧，不变。";

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> part = Arbitraries.of(
                "a",
                "bc",
                " ",
                "  ",
                "\n",
                "\n\n",
                ".",
                "。",
                "退款",
                "\u3000",
                "\u00a0",
                "😀",
                "👨‍👩‍👧",
                "\ud83d",
                "\r\n",
                ",");
        return part.list().ofMaxSize(80).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<TextSplitter> splitters() {
        Arbitrary<KeepSeparator> keep = Arbitraries.of(KeepSeparator.class);
        Arbitrary<LengthFunction> length = Arbitraries.of(LengthFunction.CHARACTERS, LengthFunction.CODE_POINTS);
        Arbitrary<Integer> size = Arbitraries.integers().between(1, 30);
        Arbitrary<Integer> kind = Arbitraries.integers().between(0, 3);
        return Combinators.combine(
                        keep, length, size, kind, Arbitraries.doubles().between(0, 1), Arbitraries.of(true, false))
                .as(TextSplitterTest::splitter);
    }

    private static TextSplitter splitter(
            KeepSeparator keep, LengthFunction length, int size, int kind, double overlap, boolean strip) {
        SplitterBuilder<?> builder = switch (kind) {
            case 0 -> RecursiveCharacterTextSplitter.builder();
            case 1 ->
                RecursiveCharacterTextSplitter.builder()
                        .separators(Separators.CHINESE)
                        .separatorRegex(true);
            case 2 -> CharacterTextSplitter.builder().separator(" ");
            default -> CharacterTextSplitter.builder().separator("");
        };
        builder.keepSeparator(keep)
                .lengthFunction(length)
                .chunkSize(size)
                .chunkOverlap((int) (overlap * size))
                .addStartIndex(true)
                .stripWhitespace(strip);
        return builder instanceof RecursiveCharacterTextSplitter.Builder recursive
                ? recursive.build()
                : ((CharacterTextSplitter.Builder) builder).build();
    }

    @Property
    void startIndexIsWhereTheChunkStands(@ForAll("texts") String text, @ForAll("splitters") TextSplitter splitter) {
        for (Document chunk : splitter.splitDocuments(List.of(Document.of(text)))) {
            int start = (Integer) chunk.metadata().get("start_index");
            assertThat(text.substring(start, start + chunk.text().length())).isEqualTo(chunk.text());
        }
    }

    @Property
    void chunksCoverAllInkAndNothingTwiceButTheOverlap(
            @ForAll("texts") String text, @ForAll("splitters") TextSplitter splitter) {
        int[] covered = new int[text.length()];
        int lastStart = 0;
        for (Document chunk : splitter.splitDocuments(List.of(Document.of(text)))) {
            int start = (Integer) chunk.metadata().get("start_index");
            assertThat(start).isGreaterThanOrEqualTo(lastStart);
            lastStart = start;
            for (int i = 0; i < chunk.text().length(); i++) {
                covered[start + i]++;
            }
        }
        boolean separatorsLost = splitter.options().keepSeparator() == KeepSeparator.NONE;
        for (int i = 0; i < covered.length && !separatorsLost; i++) {
            if (!Trimmer.isWhitespace(text.charAt(i))) {
                assertThat(covered[i]).as("character %s", i).isPositive();
            }
        }
        if (splitter.options().overlap() == 0) {
            assertThat(Arrays.stream(covered).max().orElse(0)).isLessThanOrEqualTo(1);
        }
    }

    @Property
    void chunksAreNoLongerThanTheSizeWhereTheTextCanBeCutAnywhere(@ForAll("texts") String text) {
        TextSplitter splitter = RecursiveCharacterTextSplitter.of(7, 3);
        assertThat(splitter.splitText(text)).allMatch(chunk -> chunk.length() <= 7 || chunk.contains("\u200d"));
    }

    @Property
    void neverCutsASurrogatePair(@ForAll("texts") String text, @ForAll("splitters") TextSplitter splitter) {
        for (Document chunk : splitter.splitDocuments(List.of(Document.of(text)))) {
            int start = (Integer) chunk.metadata().get("start_index");
            assertThat(cutsPair(text, start)).isFalse();
            assertThat(cutsPair(text, start + chunk.text().length())).isFalse();
        }
    }

    @Property
    void neverCutsACharacterThatAPersonSees(@ForAll("texts") String text) {
        TextSplitter splitter = RecursiveCharacterTextSplitter.builder()
                .separators(List.of(""))
                .chunkSize(3)
                .chunkOverlap(1)
                .stripWhitespace(false)
                .addStartIndex(true)
                .build();
        for (Document chunk : splitter.splitDocuments(List.of(Document.of(text)))) {
            int start = (Integer) chunk.metadata().get("start_index");
            assertThat(cutsFamily(text, start)).isFalse();
            assertThat(cutsFamily(text, start + chunk.text().length())).isFalse();
        }
    }

    private static boolean cutsFamily(String text, int at) {
        String family = "👨\u200d👩\u200d👧";
        int from = Math.max(0, at - family.length() + 1);
        int found = text.indexOf(family, from);
        return found >= 0 && found < at;
    }

    private static boolean cutsPair(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
    }

    @Test
    void keepsOverlapBetweenChunks() {
        assertThat(RecursiveCharacterTextSplitter.of(11, 4).splitText("one two three four five"))
                .containsExactly("one two", "two three", "four five");
    }

    @Test
    void cutsChineseAtSentencesWithTheirQuotes() {
        assertThat(RecursiveCharacterTextSplitter.ofChinese(18, 0).splitText(CHINESE))
                .containsExactly("第一条 客户可以在七天之内退款。", "运费由谁承担？由商家承担！", "经理说：“可以退。”", "于是就退了；其余照旧，不变。");
    }

    @Test
    void cutsChineseInTheMiddleOnlyWhereThereIsNoPunctuation() {
        assertThat(RecursiveCharacterTextSplitter.ofChinese(4, 0).splitText("一二三四五六，七八九"))
                .containsExactly("一二三四", "五六，", "七八九");
    }

    @Test
    void keepsAccentsFlagsAndFamiliesWhole() {
        TextSplitter splitter = CharacterTextSplitter.builder()
                .separator("")
                .chunkSize(1)
                .chunkOverlap(0)
                .build();
        assertThat(splitter.splitText("e\u0301a🇨🇳🇯🇵👍🏽か\u3099退"))
                .containsExactly("e\u0301", "a", "🇨🇳", "🇯🇵", "👍🏽", "か\u3099", "退");
    }

    @Test
    void cutsHeapsOfMarksThatNoPersonReads() {
        String heap = "a" + "\u0301".repeat(100_000);
        assertThat(RecursiveCharacterTextSplitter.of(100, 0).splitText(heap))
                .allMatch(chunk -> chunk.length() <= 100)
                .hasSizeLessThan(2000);
    }

    @Test
    void cutsJapaneseAtSentencesWithTheirBrackets() {
        assertThat(RecursiveCharacterTextSplitter.ofJapanese(12, 0).splitText("返品はできますか。「はい、できます。」七日以内です、たぶん。"))
                .containsExactly("返品はできますか。", "「はい、できます。」", "七日以内です、たぶん。");
    }

    @Test
    void cutsEachLanguageAtItsDeclarations() {
        assertThat(RecursiveCharacterTextSplitter.fromLanguage(Language.SQL, 40, 0)
                        .splitText("create table 客户 (id int);\ninsert into 客户 values (1);\nselect * from 客户;"))
                .containsExactly("create table 客户 (id int);", "insert into 客户 values (1);", "select * from 客户;");
        assertThat(RecursiveCharacterTextSplitter.fromLanguage(Language.YAML, 20, 0)
                        .splitText("甲:\n  x: 1\n  y: 2\n乙:\n  z: 33333"))
                .containsExactly("甲:\n  x: 1\n  y: 2", "乙:\n  z: 33333");
        for (Language language : Language.values()) {
            assertThat(RecursiveCharacterTextSplitter.fromLanguage(language, 10, 0)
                            .splitText("x ".repeat(50)))
                    .as(language.name())
                    .isNotEmpty()
                    .allMatch(chunk -> chunk.length() <= 10);
        }
    }

    @Test
    void copiesTheMetadataAndGivesNoId() {
        Document document = new Document("id-1", "one two", Map.of("source", "说明.txt"));
        assertThat(RecursiveCharacterTextSplitter.of(5, 0).splitDocuments(List.of(document)))
                .containsExactly(
                        Document.of("one", Map.of("source", "说明.txt")), Document.of("two", Map.of("source", "说明.txt")));
    }

    @Test
    void pullsOneDocumentAtATime() {
        AtomicInteger pulled = new AtomicInteger();
        Stream<Document> documents =
                Stream.generate(() -> Document.of("one two three")).peek(document -> pulled.incrementAndGet());
        var chunks =
                RecursiveCharacterTextSplitter.of(7, 0).transform(documents).iterator();
        for (int i = 0; i < 4; i++) {
            assertThat(chunks.next()).isNotNull();
        }
        assertThat(pulled).hasValue(2);
    }

    @Test
    void closesTheStreamItReads() {
        List<String> closed = new ArrayList<>();
        Stream<Document> documents = Stream.of(Document.of("a")).onClose(() -> closed.add("closed"));
        RecursiveCharacterTextSplitter.of(5, 0).transform(documents).close();
        assertThat(closed).containsExactly("closed");
    }

    @Test
    void hasTheUpstreamDefaults() {
        ChunkOptions options = RecursiveCharacterTextSplitter.builder().build().options();
        assertThat(options)
                .isEqualTo(new ChunkOptions(4000, 200, LengthFunction.CHARACTERS, KeepSeparator.START, false, true));
    }

    /** Each character may be looked at a bounded number of times; a quadratic splitter would need minutes here. */
    @Test
    void splitsHugeLinesOfBlanksLettersAndWords() {
        int size = 4_000_000;
        assertThat(RecursiveCharacterTextSplitter.of(4000, 3999).splitText(" ".repeat(size)))
                .isEmpty();
        assertThat(RecursiveCharacterTextSplitter.of(1000, 0).splitText("x".repeat(size)))
                .hasSize(size / 1000);
        assertThat(RecursiveCharacterTextSplitter.of(1000, 0).splitText("退".repeat(size)))
                .hasSize(size / 1000);
        assertThat(RecursiveCharacterTextSplitter.of(12, 0).splitText("0123456789\n".repeat(size / 11)))
                .hasSize(size / 11);
        for (String run : List.of(".", "。", "'", ".'", "”")) {
            assertThat(RecursiveCharacterTextSplitter.ofChinese(1000, 0).splitText(run.repeat(500_000)))
                    .isNotEmpty();
        }
        assertThat(CharacterTextSplitter.builder().separator(" ").build().splitText(" ".repeat(size)))
                .isEmpty();
    }

    @Test
    void countsTokensWithAFunctionOfTheCaller() {
        TextSplitter splitter = RecursiveCharacterTextSplitter.builder()
                .lengthFunction(LengthFunction.of(
                        text -> text.strip().isEmpty() ? 0 : text.strip().split(" ").length))
                .chunkSize(3)
                .chunkOverlap(1)
                .build();
        assertThat(splitter.splitText("one two three four five")).containsExactly("one two three", "three four five");
    }

    @Test
    void namesASeparatorThatIsNoRegularExpression() {
        assertThatThrownBy(() -> RecursiveCharacterTextSplitter.builder()
                        .separators(List.of("(", ""))
                        .separatorRegex(true)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'('");
    }

    @Test
    void refusesSizesThatMakeNoSense() {
        assertThatThrownBy(() -> RecursiveCharacterTextSplitter.of(0, 0)).hasMessageContaining("chunkSize");
        assertThatThrownBy(() -> RecursiveCharacterTextSplitter.of(10, -1)).hasMessageContaining("chunkOverlap");
        assertThatThrownBy(() -> RecursiveCharacterTextSplitter.of(10, 11))
                .hasMessageContaining("at most chunkSize (10)");
    }
}
