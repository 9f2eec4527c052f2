package dev.lian4j.parsers;

import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Takes a date and time in the form of a pattern, see {@link DateTimeFormatter}; without a time, the day's start. A day
 * that the month has not is an error. Immutable.
 */
public final class DatetimeOutputParser implements OutputParser<LocalDateTime> {

    private static final LocalDateTime EXAMPLE = LocalDateTime.of(2026, 11, 23, 17, 41, 10, 673_596_000);

    private final String pattern;
    private final DateTimeFormatter format;
    private final Wording wording;

    private DatetimeOutputParser(String pattern, DateTimeFormatter format, Wording wording) {
        this.pattern = pattern;
        this.format = format;
        this.wording = wording;
    }

    /** A parser of LangChain's default form, such as {@code 2026-11-23T17:41:10.673596Z}. */
    public static DatetimeOutputParser create() {
        return of("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    }

    /**
     * A parser of this form, names of months and days in English.
     *
     * @throws IllegalArgumentException if the pattern is malformed
     */
    public static DatetimeOutputParser of(String pattern) {
        return of(pattern, Locale.ENGLISH);
    }

    /**
     * A parser of this form, names of months and days in the locale's language.
     *
     * @throws IllegalArgumentException if the pattern is malformed
     */
    public static DatetimeOutputParser of(String pattern, Locale locale) {
        DateTimeFormatter format = new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1) // so that yyyy serves as well as uuuu
                .toFormatter(locale)
                .withResolverStyle(ResolverStyle.STRICT);
        return new DatetimeOutputParser(pattern, format, Wording.ENGLISH);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public DatetimeOutputParser inChinese() {
        return new DatetimeOutputParser(pattern, format, Wording.CHINESE);
    }

    @Override
    public LocalDateTime parse(String text) {
        try {
            TemporalAccessor parsed = format.parseBest(text.strip(), LocalDateTime::from, LocalDate::from);
            return parsed instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(parsed);
        } catch (DateTimeParseException e) {
            throw new OutputParserException(
                    "The output is not a date and time of the form " + pattern + ", such as " + format.format(EXAMPLE)
                            + ".",
                    text,
                    e);
        }
    }

    @Override
    public String formatInstructions() {
        return wording.choose(
                "Answer with a date and time of the form " + pattern + " only, such as: " + format.format(EXAMPLE),
                "只用格式为 " + pattern + " 的日期时间作答，例如：" + format.format(EXAMPLE));
    }
}
