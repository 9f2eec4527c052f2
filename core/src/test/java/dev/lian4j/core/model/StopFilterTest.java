package dev.lian4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class StopFilterTest {

    @Test
    void holdsBackWhatMayBecomeAStopString() {
        StopFilter filter = new StopFilter(List.of("\nHuman:"));

        assertThat(filter.accept("你好\nHu")).isEqualTo("你好");
        assertThat(filter.accept("man")).isEmpty();
        assertThat(filter.accept(": more")).isEmpty();
        assertThat(filter.stopped()).isTrue();
        assertThat(filter.rest()).isEmpty();
    }

    @Test
    void releasesWhatDidNotBecomeOne() {
        StopFilter filter = new StopFilter(List.of("STOP"));

        assertThat(filter.accept("a ST")).isEqualTo("a ");
        assertThat(filter.accept("ART")).isEqualTo("START");
        assertThat(filter.stopped()).isFalse();
    }

    @Test
    void endsAtTheFirstOfSeveral() {
        StopFilter filter = new StopFilter(List.of("two", "one"));

        assertThat(filter.accept("zero one two")).isEqualTo("zero ");
        assertThat(filter.stopped()).isTrue();
    }

    @Test
    void givesTheHeldEndOfATextThatIsOver() {
        StopFilter filter = new StopFilter(List.of("###"));

        assertThat(filter.accept("a##")).isEqualTo("a");
        assertThat(filter.rest()).isEqualTo("##");
    }

    @Property
    void cutsAsIfTheTextCameWhole(
            @ForAll @Size(max = 8) List<@StringLength(max = 4) @CharRange(from = 'a', to = 'c') String> pieces,
            @ForAll @Size(max = 2)
                    List<@StringLength(min = 1, max = 3) @CharRange(from = 'a', to = 'c') String> stops) {
        String whole = String.join("", pieces);
        int cut = stops.stream()
                .mapToInt(whole::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(whole.length());

        StopFilter filter = new StopFilter(stops);
        StringBuilder out = new StringBuilder();
        for (String piece : pieces) {
            if (!filter.stopped()) {
                out.append(filter.accept(piece));
            }
        }
        out.append(filter.rest());

        // A longer stop string may begin earlier but end later than a shorter one: then the shorter ends the text
        // first.
        assertThat(whole).startsWith(out);
        assertThat(out.length()).isGreaterThanOrEqualTo(cut);
        assertThat(stops.stream().noneMatch(out.toString()::contains)).isTrue();
    }
}
