package dev.lian4j.dataconnection.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineJoinerTest {

    private static final String FULL = "客户在收到货物之后可以在七天之内申请退";

    /** A line of characters that are 12 points wide. */
    private static PageLine line(float start, String text, float fontSize) {
        return new PageLine(text, start, start + 12 * text.length(), 12, fontSize, false);
    }

    private static PageLine line(String text) {
        return line(72, text, 12);
    }

    private static String joined(PageLine... lines) {
        return LineJoiner.joined(List.of(lines));
    }

    @Test
    void joinsAFullLineToTheNext() {
        assertThat(joined(line(FULL), line("款。"))).isEqualTo(FULL + "款。");
    }

    @Test
    void joinsToFiguresAndWords() {
        assertThat(joined(line(FULL), line("12 元"))).isEqualTo(FULL + "12 元");
    }

    @Test
    void keepsTheEndOfALineThatIsNotFull() {
        assertThat(joined(line("以上是第三章的全部内容"), line(FULL + "款"))).contains("内容\n客户");
    }

    @Test
    void keepsTheEndOfASentence() {
        assertThat(joined(line(FULL + "。"), line("款"))).contains("。\n款");
    }

    @Test
    void keepsShortEntriesApart() {
        assertThat(joined(line("苹果"), line("香蕉"))).isEqualTo("苹果\n香蕉");
    }

    @Test
    void keepsAnIndentedParagraphApart() {
        assertThat(joined(line(FULL), line(96, "款", 12))).contains("退\n款");
    }

    @Test
    void keepsAHeadingApart() {
        assertThat(joined(line(72, FULL, 16), line("款"))).contains("退\n款");
    }

    @Test
    void keepsTheNextColumnApart() {
        assertThat(joined(line(FULL), line(400, "款", 12))).contains("退\n款");
    }

    @Test
    void keepsLinesOfScriptsWithSpacesApart() {
        assertThat(joined(line("a line of English words that is full"), line("and the next")))
                .contains("full\nand");
    }
}
