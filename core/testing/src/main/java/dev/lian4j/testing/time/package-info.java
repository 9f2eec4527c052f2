/**
 * Clocks that move by hand and sleepers that do not sleep; imports the JDK only.
 *
 * <pre>{@code
 * VirtualClock clock = VirtualClock.at(Instant.EPOCH);
 * RecordingSleeper sleeper = RecordingSleeper.on(clock);
 * client.retry(Retry.of(3).sleepingBy(sleeper::sleep)).build().call();
 * assertThat(sleeper.waits()).containsExactly(Duration.ofSeconds(2));
 * assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(2));
 * }</pre>
 */
@NullMarked
package dev.lian4j.testing.time;

import org.jspecify.annotations.NullMarked;
