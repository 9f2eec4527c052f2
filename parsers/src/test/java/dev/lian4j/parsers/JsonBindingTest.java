package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.lian4j.core.error.OutputParserException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBindingTest {

    enum Unit {
        CELSIUS,
        FAHRENHEIT
    }

    record Place(String city, Optional<String> country) {}

    record Weather(
            @JsonPropertyDescription("要查询的地点") Place place,
            @JsonProperty(defaultValue = "CELSIUS") Unit unit,
            @JsonProperty(defaultValue = "3") int days,
            @Nullable LocalDate from,
            List<Place> others) {}

    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    @JsonTypeName("rect")
    record Rectangle(double width, double height) implements Shape {}

    record Group(List<Shape> shapes, Optional<Shape> frame) implements Shape {}

    record Drawing(String title, Shape shape, Circle spot) {}

    record Loop(String name, Loop next) {}

    record Chainlet(String name, Optional<Chainlet> next) {}

    private static String schema(JsonBinding<?> binding) {
        return JsonBinding.write(binding.schema());
    }

    private static String strict(JsonBinding<?> binding) {
        return JsonBinding.write(binding.strictSchema());
    }

    @Test
    void plainSchemaRequiresOnlyWhatMayNotBeLeftOut() {
        System.out.println(schema(JsonBinding.of(Weather.class)));
        System.out.println(strict(JsonBinding.of(Weather.class)));
        System.out.println(schema(JsonBinding.of(Drawing.class)));
        System.out.println(strict(JsonBinding.of(Drawing.class)));
        System.out.println(schema(JsonBinding.of(Shape.class)));
        System.out.println(strict(JsonBinding.of(Chainlet.class)));
        System.out.println(strict(JsonBinding.listOf(Place.class)));
    }

    @Test
    void fillsDefaultsAndTakesNullForNothing() {
        Weather weather = JsonBinding.of(Weather.class)
                .read("{\"place\":{\"city\":\"北京\",\"country\":null},\"unit\":null,\"others\":[]}");

        assertThat(weather).isEqualTo(new Weather(new Place("北京", Optional.empty()), Unit.CELSIUS, 3, null, List.of()));
    }

    @Test
    void tellsRecordsOfASealedInterfaceApart() {
        JsonBinding<Drawing> binding = JsonBinding.of(Drawing.class);

        Drawing drawing = binding.read("{\"title\":\"画\",\"spot\":{\"radius\":1},\"shape\":{\"type\":\"Group\","
                + "\"shapes\":[{\"type\":\"rect\",\"width\":1,\"height\":2.5}],\"frame\":null}}");

        assertThat(drawing)
                .isEqualTo(
                        new Drawing("画", new Group(List.of(new Rectangle(1, 2.5)), Optional.empty()), new Circle(1)));
        assertThat(binding.read(JsonBinding.write(drawing))).isEqualTo(drawing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"place\":{\"city\":5},\"others\":[]}",
                "{\"place\":{},\"others\":[]}",
                "{\"place\":{\"city\":\"a\",\"x\":1},\"others\":[]}",
                "{\"place\":{\"city\":\"a\"},\"others\":[],\"unit\":\"KELVIN\"}",
                "{\"place\":{\"city\":\"a\"},\"others\":[{\"city\":\"b\"},{\"city\":null}],\"days\":\"3\"}",
                "{\"place\":{\"city\":\"a\"},\"others\":[],\"from\":\"2026-13-40\"}",
                "[]",
                "\"x\"",
                "{\"place\":{\"city\":\"a\"},\"others\":[]",
                "{\"place\":{\"city\":\"a\"},\"others\":[]} and more",
                "not json",
            })
    void saysWhereAndWhy(String json) {
        assertThatExceptionOfType(OutputParserException.class)
                .isThrownBy(() -> JsonBinding.of(Weather.class).read(json))
                .satisfies(e -> System.out.println(e.getMessage()));
    }

    @Test
    void says2() {
        for (String json : List.of("{\"type\":\"rect\",\"width\":1}", "{\"type\":\"oval\"}", "{}", "{\"radius\":1}")) {
            assertThatExceptionOfType(OutputParserException.class)
                    .isThrownBy(() -> JsonBinding.of(Shape.class).read("{\"value\":" + json + "}"))
                    .satisfies(e -> System.out.println(e.getMessage()));
        }
        assertThat(JsonBinding.of(Shape.class).find("Here: {\"type\":\"Circle\",\"radius\":2, \"x\":1}", false))
                .isEqualTo(new Circle(2));
    }
}
