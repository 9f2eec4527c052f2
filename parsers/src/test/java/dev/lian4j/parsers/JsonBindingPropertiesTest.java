package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.time.api.DateTimes;
import net.jqwik.time.api.Dates;
import org.jspecify.annotations.Nullable;

class JsonBindingPropertiesTest {

    enum Mood {
        GOOD,
        @JsonProperty("坏")
        BAD
    }

    sealed interface Part {}

    record Leaf(String text, BigDecimal weight) implements Part {}

    record Node(
            List<Part> parts, @JsonProperty("备注") @Nullable String note) implements Part {}

    record Times(LocalDate date, LocalDateTime local, Instant instant) {}

    record All(
            long number,
            double ratio,
            @JsonProperty(defaultValue = "true") boolean flag,
            Mood mood,
            Optional<String> maybe,
            OptionalInt count,
            Map<String, Integer> counts,
            Times times,
            Part part) {}

    private final JsonBinding<All> binding = JsonBinding.of(All.class);
    private final SchemaCheck strict = SchemaCheck.of(binding.strictSchema());

    @Property(tries = 300)
    void aValueComesBackFromItsJson(@ForAll("values") All value) {
        String json = JsonBinding.write(value);

        assertThat(binding.read(json)).isEqualTo(value);
        assertThat(binding.find("好的：\n```json\n" + json + "\n```", false)).isEqualTo(value);
    }

    @Property(tries = 300)
    void theStrictSchemaAcceptsEachValueAsItIs(@ForAll("values") All value) throws Exception {
        JsonNode tree = Json.MAPPER.readTree(JsonBinding.write(value));
        JsonNode before = tree.deepCopy();

        strict.check(tree, "");

        assertThat(tree).isEqualTo(before);
    }

    @Property(tries = 300)
    void argumentsThatAreCutAreNeverRead(@ForAll("values") All value, @ForAll double where) {
        String json = JsonBinding.write(value);
        String cut = json.substring(0, 1 + (int) (Math.abs(where % 1) * (json.length() - 1)));

        assertThat(cut.length() == json.length() || isRefused(cut)).isTrue();
    }

    private boolean isRefused(String json) {
        try {
            binding.read(json);
            return false;
        } catch (dev.lian4j.core.error.OutputParserException e) {
            return e.output().equals(json);
        }
    }

    @Provide
    Arbitrary<All> values() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("ab\"\\/{}[]:,\n\t\u0000天地")
                .withCharRange('\u4e00', '\u4e20')
                .ofMaxLength(8);
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.doubles(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Mood.class),
                        texts.optional(),
                        Arbitraries.integers().optional(),
                        Arbitraries.maps(texts, Arbitraries.integers()).ofMaxSize(3),
                        times())
                .flatAs((number, ratio, flag, mood, maybe, count, counts, times) -> parts(texts, 3)
                        .map(part -> new All(
                                number,
                                ratio,
                                flag,
                                mood,
                                maybe,
                                count.map(OptionalInt::of).orElse(OptionalInt.empty()),
                                counts,
                                times,
                                part)));
    }

    private static Arbitrary<Times> times() {
        return Combinators.combine(Dates.dates(), DateTimes.dateTimes(), DateTimes.instants())
                .as(Times::new);
    }

    private static Arbitrary<Part> parts(Arbitrary<String> texts, int depth) {
        Arbitrary<Part> leaves =
                Combinators.combine(texts, Arbitraries.bigDecimals()).as(Leaf::new);
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Part> nodes = Combinators.combine(
                        parts(texts, depth - 1).list().ofMaxSize(2), texts.injectNull(0.3))
                .as(Node::new);
        return Arbitraries.oneOf(leaves, nodes);
    }
}
