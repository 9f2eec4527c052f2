package dev.lian4j.parsers.tool.ready;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lian4j.core.tool.Tool;
import dev.lian4j.parsers.tool.FunctionTool;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** A clock. */
public final class CurrentTime {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEEE, yyyy-MM-dd HH:mm:ss VV", Locale.ENGLISH);

    private CurrentTime() {}

    /** The tool, named {@code current_time}; without a zone asked for it tells the clock's own. */
    public static Tool of(Clock clock) {
        return FunctionTool.of(
                "current_time",
                "Tells the date, the day of the week and the time.",
                Arguments.class,
                arguments -> FORM.format(ZonedDateTime.now(arguments
                        .zone()
                        .map(zone -> clock.withZone(ZoneId.of(zone)))
                        .orElse(clock))));
    }

    /** What the clock is asked for. */
    record Arguments(
            @JsonPropertyDescription("A time zone such as Asia/Shanghai; the local one without")
            Optional<String> zone) {}
}
