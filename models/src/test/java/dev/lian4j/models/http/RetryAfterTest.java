package dev.lian4j.models.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private static Duration read(String... namesAndValues) {
        return RetryAfter.of(Headers.of(namesAndValues), NOON);
    }

    @ParameterizedTest
    @CsvSource({
        "2, PT2S",
        "0.25, PT0.25S",
        "3600, PT1H",
        "'Mon, 23 Nov 2026 12:00:30 GMT', PT30S",
        "1e9, PT277777H46M40S"
    })
    void readsSecondsAndDates(String value, Duration expected) {
        assertThat(read("Retry-After", value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "NaN", "-Infinity", "soon", "", "Mon, 23 Nov 2026 11:59:59 GMT", "0.0001"})
    void takesNonsenseAndThePastAsNotSaid(String value) {
        assertThat(read("Retry-After", value)).isNull();
    }

    @Test
    void doesNotOverflow() {
        assertThat(read("Retry-After", "Infinity")).isGreaterThan(Duration.ofDays(365));
        assertThat(read("Retry-After", "1e300")).isGreaterThan(Duration.ofDays(365));
    }

    @Test
    void prefersMilliseconds() {
        assertThat(read("Retry-After", "9", "retry-after-ms", "150")).isEqualTo(Duration.ofMillis(150));
        assertThat(read("Retry-After", "9", "retry-after-ms", "-1")).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void findsNothingWhereNothingIsSaid() {
        assertThat(read()).isNull();
    }
}
