package dev.lian4j.testing.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualTimeTest {

    @Test
    void aClockStandsUntilItIsMoved() {
        VirtualClock clock = VirtualClock.at(Instant.EPOCH);
        var shanghai = clock.withZone(ZoneId.of("Asia/Shanghai"));
        clock.advance(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo("1970-01-01T01:00:00Z").isEqualTo(shanghai.instant());
        assertThat(shanghai.getZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void aSleeperNotesWaitsAndMovesItsClock() throws Exception {
        VirtualClock clock = VirtualClock.at(Instant.EPOCH);
        RecordingSleeper sleeper = RecordingSleeper.on(clock);
        sleeper.sleep(1500);
        sleeper.sleep(Duration.ofSeconds(2));
        assertThat(sleeper.waits()).containsExactly(Duration.ofMillis(1500), Duration.ofSeconds(2));
        assertThat(clock.millis()).isEqualTo(3500);
    }

    @Test
    void aSleeperEndsAtOnceOnAnInterruptedThread() {
        RecordingSleeper sleeper = RecordingSleeper.on(VirtualClock.at(Instant.EPOCH));
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> sleeper.sleep(1));
        assertThat(sleeper.waits()).isEmpty();
    }

    @Test
    void manyClientsShareOneTime() throws Exception {
        VirtualTime time = VirtualTime.from(Instant.EPOCH);
        List<String> seen = new ArrayList<>();
        time.run(IntStream.range(0, 500)
                .<Runnable>mapToObj(i -> () -> {
                    sleep(time, 1000L * (500 - i));
                    seen.add(i + " at " + time.clock().instant().getEpochSecond());
                })
                .toList());
        assertThat(seen).hasSize(500).startsWith("499 at 1", "498 at 2").endsWith("0 at 500");
    }

    private static void sleep(VirtualTime time, long millis) {
        try {
            time.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aClientThatFailsDoesNotPassUnseen() {
        VirtualTime time = VirtualTime.from(Instant.EPOCH);
        Runnable failing = () -> {
            throw new IllegalStateException("no");
        };
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> time.run(List.of(() -> sleep(time, 5), failing)))
                .satisfies(
                        e -> assertThat(e.getSuppressed()).singleElement().isInstanceOf(IllegalStateException.class));
    }
}
