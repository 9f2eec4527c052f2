package dev.lian4j.models.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MinuteWindowTest {

    /** A call of the simulation. */
    private static final class Call {
        final MinuteWindow.Place place;
        final long real;
        long counted;
        long started = -1;

        Call(MinuteWindow.Place place, long estimate, long real) {
            this.place = place;
            this.counted = estimate;
            this.real = real;
        }
    }

    @Property(tries = 300)
    void noMinuteHasMoreThanAllowedWhateverComes(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 20_000) Integer> gaps,
            @ForAll @Size(40) List<@IntRange(min = 1, max = 100) Integer> estimates,
            @ForAll @Size(40) List<@IntRange(min = 1, max = 100) Integer> reals,
            @ForAll @IntRange(min = 1, max = 5) int maxCalls,
            @ForAll @IntRange(min = 100, max = 300) int maxTokens,
            @ForAll @IntRange(min = 0, max = 3) int cancelEach) {
        MinuteWindow window = new MinuteWindow(maxCalls, maxTokens);
        List<Call> waiting = new ArrayList<>();
        List<Call> started = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < gaps.size(); i++) {
            long until = now + gaps.get(i);
            now = run(window, waiting, started, now, until);
            waiting.add(new Call(window.add(estimates.get(i), now), estimates.get(i), reals.get(i)));
            if (cancelEach > 0 && i % 4 == cancelEach) {
                window.remove(waiting.remove(waiting.size() - 1).place);
            }
        }
        int left = waiting.size() + started.size();
        run(window, waiting, started, now, Long.MAX_VALUE);

        assertThat(waiting).isEmpty();
        assertThat(started).hasSize(left);
        for (int i = 1; i < started.size(); i++) {
            assertThat(started.get(i).started).isGreaterThanOrEqualTo(started.get(i - 1).started);
        }
    }

    /** Time passes, by the waits that the window tells, until the given moment or until nobody waits. */
    private static long run(MinuteWindow window, List<Call> waiting, List<Call> started, long from, long until) {
        long now = from;
        while (!waiting.isEmpty()) {
            Call first = waiting.get(0);
            long wait = window.wait(first.place, now);
            if (now + wait > until) {
                return until;
            }
            now += wait;
            if (wait == 0) {
                start(window, waiting.remove(0), started, now);
            }
        }
        return until == Long.MAX_VALUE ? now : until;
    }

    private static void start(MinuteWindow window, Call call, List<Call> started, long now) {
        call.started = now;
        started.add(call);
        List<Call> inMinute = started.stream()
                .filter(each -> each.started > now - MinuteWindow.MINUTE)
                .toList();
        assertThat(inMinute).hasSizeLessThanOrEqualTo(window.maxCalls());
        long tokens = inMinute.stream().mapToLong(each -> each.counted).sum();
        assertThat(tokens).isLessThanOrEqualTo(window.maxTokens());
        call.counted = call.real;
        window.took(call.place, call.real);
    }

    @Test
    void aCallGoesAsSoonAsThereIsRoom() {
        MinuteWindow window = new MinuteWindow(2, 1_000);
        window.wait(window.add(1, 0), 0);
        window.wait(window.add(1, 10_000), 10_000);

        MinuteWindow.Place third = window.add(1, 20_000);
        assertThat(window.wait(third, 20_000)).isEqualTo(40_000);
        assertThat(window.wait(third, 60_000)).isZero();
        assertThat(window.wait(window.add(1, 60_000), 60_000)).isEqualTo(10_000);
    }

    @Test
    void aReplyThatTookMoreMakesTheNextWaitLonger() {
        MinuteWindow window = new MinuteWindow(100, 100);
        MinuteWindow.Place first = window.add(10, 0);
        window.wait(first, 0);
        MinuteWindow.Place second = window.add(50, 1_000);
        window.took(first, 90);

        assertThat(window.wait(second, 1_000)).isEqualTo(59_000);
        window.took(first, 20);
        assertThat(window.wait(second, 1_000)).isZero();
    }

    @Test
    void oneThatGivesUpMakesRoom() {
        MinuteWindow window = new MinuteWindow(1, 100);
        window.wait(window.add(1, 0), 0);
        MinuteWindow.Place second = window.add(1, 0);
        MinuteWindow.Place third = window.add(1, 0);
        assertThat(window.wait(third, 0)).isEqualTo(120_000);

        window.remove(second);

        assertThat(window.wait(third, 0)).isEqualTo(60_000);
    }
}
