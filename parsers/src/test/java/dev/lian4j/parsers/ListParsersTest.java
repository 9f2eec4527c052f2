package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListParsersTest {

    @Test
    void commasMayBeChinese() {
        assertThat(CommaSeparatedListOutputParser.create().parse("苹果、香蕉，樱桃, fig"))
                .containsExactly("苹果", "香蕉", "樱桃", "fig");
    }

    @Test
    void numbersMayBeWrittenTheChineseWay() {
        assertThat(NumberedListOutputParser.create().parse("水果：\r\n1、苹果\r\n２．x\r\n 10) 香蕉 3. 好\r\n3.14 是数\r\n"))
                .containsExactly("苹果", "香蕉 3. 好");
    }

    @Test
    void listMarksMayDiffer() {
        assertThat(MarkdownListOutputParser.create().parse("- 苹果\n  * 香蕉\n+ 樱桃\n• 梨\n-不是\n---\n"))
                .containsExactly("苹果", "香蕉", "樱桃", "梨");
    }

    @Test
    void theFormIsToldInEnglishOrChinese() {
        assertThat(CommaSeparatedListOutputParser.create().formatInstructions()).contains("commas");
        assertThat(CommaSeparatedListOutputParser.create().inChinese().formatInstructions())
                .contains("逗号");
        assertThat(NumberedListOutputParser.create().formatInstructions()).contains("1. foo");
        assertThat(NumberedListOutputParser.create().inChinese().formatInstructions())
                .contains("1. 苹果");
        assertThat(MarkdownListOutputParser.create().formatInstructions()).contains("- foo");
        assertThat(MarkdownListOutputParser.create().inChinese().formatInstructions())
                .contains("- 苹果");
    }

    @Test
    void longTextsTakeLinearTime() {
        String blanks = " \t".repeat(1_000_000);
        assertThat(MarkdownListOutputParser.create().parse(blanks)).isEmpty();
        assertThat(NumberedListOutputParser.create().parse(blanks + "1".repeat(1_000_000)))
                .isEmpty();
    }
}
