package dev.lian4j.examples.cli;

import dev.lian4j.core.parser.OutputParser;
import dev.lian4j.parsers.BooleanOutputParser;
import dev.lian4j.parsers.CommaSeparatedListOutputParser;
import dev.lian4j.parsers.CsvOutputParser;
import dev.lian4j.parsers.DatetimeOutputParser;
import dev.lian4j.parsers.EnumOutputParser;
import dev.lian4j.parsers.JsonOutputParser;
import dev.lian4j.parsers.MarkdownCodeBlockParser;
import dev.lian4j.parsers.MarkdownListOutputParser;
import dev.lian4j.parsers.NewlineListOutputParser;
import dev.lian4j.parsers.NumberedListOutputParser;
import dev.lian4j.parsers.RegexParser;
import dev.lian4j.parsers.XmlOutputParser;
import dev.lian4j.parsers.YamlOutputParser;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** An output parser by its name on the command line. */
final class ParserChoice {

    /** For options: what there is. */
    static final String KINDS = "json, list, numbered, bullets, lines, datetime[:PATTERN], enum:A,B, xml, yaml, csv,"
            + " boolean, code[:LANGUAGE] or regex:R (each group a field).";

    private ParserChoice() {}

    static OutputParser<?> of(String choice) {
        int colon = choice.indexOf(':');
        String kind = colon < 0 ? choice : choice.substring(0, colon);
        String rest = colon < 0 ? "" : choice.substring(colon + 1);
        return switch (kind) {
            case "json" -> JsonOutputParser.ofTree();
            case "list" -> CommaSeparatedListOutputParser.create();
            case "numbered" -> NumberedListOutputParser.create();
            case "bullets" -> MarkdownListOutputParser.create();
            case "lines" -> NewlineListOutputParser.create();
            case "boolean" -> BooleanOutputParser.create();
            default -> further(kind, rest);
        };
    }

    private static OutputParser<?> further(String kind, String rest) {
        return switch (kind) {
            case "datetime" -> rest.isEmpty() ? DatetimeOutputParser.create() : DatetimeOutputParser.of(rest);
            case "enum" -> EnumOutputParser.ofWords(List.of(rest.split(",")));
            case "xml" -> XmlOutputParser.create();
            case "yaml" -> YamlOutputParser.ofMap();
            case "csv" -> CsvOutputParser.ofMaps();
            case "code" -> rest.isEmpty() ? MarkdownCodeBlockParser.create() : MarkdownCodeBlockParser.of(rest);
            case "regex" -> RegexParser.of(rest, groups(rest));
            default -> throw new IllegalArgumentException("Unknown parser '" + kind + "': expected " + KINDS);
        };
    }

    /** The groups by their numbers. */
    private static String[] groups(String expression) {
        int count = Pattern.compile(expression).matcher("").groupCount();
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toArray(String[]::new);
    }
}
