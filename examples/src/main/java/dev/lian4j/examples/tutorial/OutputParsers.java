package dev.lian4j.examples.tutorial;

import dev.lian4j.core.parser.OutputParser;
import dev.lian4j.parsers.BooleanOutputParser;
import dev.lian4j.parsers.CombiningOutputParser;
import dev.lian4j.parsers.CommaSeparatedListOutputParser;
import dev.lian4j.parsers.CsvOutputParser;
import dev.lian4j.parsers.DatetimeOutputParser;
import dev.lian4j.parsers.EnumOutputParser;
import dev.lian4j.parsers.JsonOutputParser;
import dev.lian4j.parsers.MarkdownCodeBlockParser;
import dev.lian4j.parsers.MarkdownListOutputParser;
import dev.lian4j.parsers.NewlineListOutputParser;
import dev.lian4j.parsers.NumberedListOutputParser;
import dev.lian4j.parsers.RegexDictParser;
import dev.lian4j.parsers.RegexParser;
import dev.lian4j.parsers.ResponseSchema;
import dev.lian4j.parsers.StringOutputParser;
import dev.lian4j.parsers.StructuredOutputParser;
import dev.lian4j.parsers.XmlOutputParser;
import dev.lian4j.parsers.YamlOutputParser;
import java.util.List;
import java.util.Map;

/** What models write, as values. No key. */
public final class OutputParsers {

    private OutputParsers() {}

    enum Mood {
        HAPPY,
        SAD
    }

    record Book(String title, int year, List<String> authors) {}

    /** Parses what models write and prints the value. */
    public static void main(String[] args) {
        show(CommaSeparatedListOutputParser.create(), "红, 绿, 蓝");
        show(StringOutputParser.create(), "文字");
        show(NewlineListOutputParser.create(), "第一\n第二");
        show(NumberedListOutputParser.create(), "Here you are:\n1. one\n2. two");
        show(MarkdownListOutputParser.create(), "- 甲\n- 乙");
        show(BooleanOutputParser.create(), "Yes.");
        show(EnumOutputParser.of(Mood.class), "\"happy\"");
        show(DatetimeOutputParser.of("yyyy年M月d日 HH:mm"), "2026年11月24日 09:30");
        show(RegexParser.of("(\\d+)元,共(\\d+)件", "price", "count"), "99元,共3件");
        show(RegexDictParser.of(Map.of("action", "Action")), "Action: search");
        structured();
    }

    private static void structured() {
        // tag::parse-json[]
        String json = "Sure!\n```json\n{title: 'LoRA', \"year\": 2021, \"authors\": [\"Hu\", \"Shen\",],}\n```";
        show(JsonOutputParser.of(Book.class), json);
        // end::parse-json[]
        show(
                StructuredOutputParser.of(ResponseSchema.of("answer", "the answer")),
                "```json\n{\"answer\": \"42\"}\n```");
        show(XmlOutputParser.of("book", "title"), "<book><title>三体</title></book>");
        show(YamlOutputParser.of(Book.class), "title: LoRA\nyear: 2021\nauthors: [Hu]");
        show(CsvOutputParser.ofMaps(), "城市,温度\n北京,3\n广州,21");
        show(MarkdownCodeBlockParser.of("sql"), "Try this:\n```sql\nSELECT 1\n```");
        show(
                CombiningOutputParser.of(
                        StructuredOutputParser.of(ResponseSchema.of("a", "first")), RegexParser.of("b=(.*)", "b")),
                "```json\n{\"a\": \"1\"}\n```\n\nb=2");
        System.out.println(JsonOutputParser.of(Book.class).inChinese().formatInstructions());
    }

    private static void show(OutputParser<?> parser, String text) {
        System.out.println(parser.name() + ": " + parser.parse(text));
    }
}
