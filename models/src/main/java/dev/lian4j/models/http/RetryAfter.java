package dev.lian4j.models.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long a server asks to wait: {@code retry-after-ms}, else {@code Retry-After} in seconds or as a date (RFC
 * 9110). What makes no sense (negative, zero, not a number, past) counts as not said, so the normal back-off holds.
 */
final class RetryAfter {

    /** A server that asks for more is not waited for anyway. */
    private static final double LONGEST_MILLIS = 1e12;

    private RetryAfter() {}

    static @Nullable Duration of(Headers headers, Clock clock) {
        String millis = headers.get("retry-after-ms");
        Duration wait = millis == null ? null : number(millis, 1);
        String value = headers.get("Retry-After");
        if (wait != null || value == null) {
            return wait;
        }
        wait = number(value, 1000);
        return wait != null ? wait : date(value, clock);
    }

    private static @Nullable Duration number(String value, double millisEach) {
        try {
            double millis = Double.parseDouble(value) * millisEach;
            // Written so that NaN fails too; under a millisecond is no wait at all.
            return millis >= 1 ? Duration.ofMillis((long) Math.min(millis, LONGEST_MILLIS)) : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable Duration date(String value, Clock clock) {
        try {
            ZonedDateTime then = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), then.toInstant());
            return wait.toMillis() >= 1 ? wait : null;
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
