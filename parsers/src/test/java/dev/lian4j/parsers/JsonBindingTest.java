package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.OutputParserException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    record Person(String name, Optional<Person> boss) {}

    private final JsonBinding<Weather> weather = JsonBinding.of(Weather.class);

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode tree(Object schema) {
        return tree(JsonBinding.write(schema));
    }

    @Test
    void plainSchemaRequiresOnlyWhatMayNotBeLeftOut() {
        assertThat(tree(weather.schema())).isEqualTo(tree("""
                {"$defs":{"Place":{"type":"object","additionalProperties":false,"required":["city"],
                  "properties":{"city":{"type":"string"},"country":{"type":"string"}}}},
                 "type":"object","additionalProperties":false,"required":["place","others"],
                 "properties":{
                  "place":{"$ref":"#/$defs/Place","description":"要查询的地点"},
                  "unit":{"type":"string","enum":["CELSIUS","FAHRENHEIT"],"default":"CELSIUS"},
                  "days":{"type":"integer","default":3},
                  "from":{"type":"string","format":"date"},
                  "others":{"type":"array","items":{"$ref":"#/$defs/Place"}}}}"""));
    }

    @Test
    void strictSchemaRequiresAllAndLeavesReferencesAlone() {
        assertThat(weather.isStrict()).isTrue();
        assertThat(tree(weather.strictSchema())).isEqualTo(tree("""
                {"$defs":{"Place":{"type":"object","additionalProperties":false,"required":["city","country"],
                  "properties":{"city":{"type":"string"},"country":{"type":["string","null"]}}}},
                 "type":"object","additionalProperties":false,"required":["place","unit","days","from","others"],
                 "properties":{
                  "place":{"anyOf":[{"$ref":"#/$defs/Place"}],"description":"要查询的地点"},
                  "unit":{"type":"string","enum":["CELSIUS","FAHRENHEIT"]},
                  "days":{"type":"integer"},
                  "from":{"type":["string","null"],"format":"date"},
                  "others":{"type":"array","items":{"$ref":"#/$defs/Place"}}}}"""));
    }

    @Test
    void schemaOfASealedInterfaceNamesItsRecords() {
        JsonBinding<Shape> shape = JsonBinding.of(Shape.class);

        JsonNode definitions = tree(shape.strictSchema()).path("$defs");

        assertThat(shape.isStrict()).isTrue();
        assertThat(definitions.path("Shape")).isEqualTo(tree("""
                {"anyOf":[{"$ref":"#/$defs/Circle"},{"$ref":"#/$defs/Rectangle"},{"$ref":"#/$defs/Group"}]}"""));
        assertThat(definitions.path("Rectangle")).isEqualTo(tree("""
                {"type":"object","additionalProperties":false,"required":["type","width","height"],
                 "properties":{"type":{"type":"string","enum":["rect"]},
                  "width":{"type":"number"},"height":{"type":"number"}}}"""));
    }

    @Test
    void aRecordWithinItselfIsReferredToByAName() {
        JsonNode person = tree("""
                {"type":"object","properties":{"name":{"type":"string"},
                  "boss":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/Root"}]}},
                 "required":["name","boss"],"additionalProperties":false}""");

        JsonNode schema = tree(JsonBinding.of(Person.class).strictSchema());

        assertThat(schema.path("$defs").path("Root")).isEqualTo(person);
        assertThat(((ObjectNode) schema).without("$defs").toString()).isEqualTo(person.toString());
    }

    @Test
    void schemaWithAMapIsNotStrict() {
        record Counts(Map<String, Integer> byWord) {}

        assertThat(JsonBinding.of(Counts.class).isStrict()).isFalse();
        assertThat(JsonBinding.of(Counts.class).read("{\"byWord\":{\"天\":3}}")).isEqualTo(new Counts(Map.of("天", 3)));
        assertThatExceptionOfType(OutputParserException.class)
                .isThrownBy(() -> JsonBinding.of(Counts.class).read("{\"byWord\":{\"天\":\"三\"}}"))
                .withMessageContaining("$.byWord.天 string found, integer expected");
    }

    @Test
    void fillsDefaultsAndTakesNullForNothing() {
        Weather read = weather.read(
                "{\"place\":{\"city\":\"北京\",\"country\":null},\"unit\":null,\"from\":null,\"others\":[]}");

        assertThat(read).isEqualTo(new Weather(new Place("北京", Optional.empty()), Unit.CELSIUS, 3, null, List.of()));
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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'place':{'city':5},'others':[]} | at $.place.city integer found, string expected",
                "{'place':{},'others':[]} | at $.place required property 'city' not found",
                "{'place':{'city':'a','城':1},'others':[]} | at $.place property '城' is not defined",
                "{'place':{'city':'a'},'others':[],'unit':'KELVIN'} | $.unit does not have a value in the enumeration",
                "{'place':{'city':'a'},'others':[{'city':'b'},{'city':null}]} | at $.others[1].city null found",
                "{'place':{'city':'a'},'others':[],'from':'2026-13-40'} | at from: ",
                "{'place':{'city':'a'},'others':[],'days':3000000000} | at days: ",
                "{'place':{'city':'a'},'others':[],'days':1.5} | at $.days number found, integer expected",
                "[] | an array, expected an object",
                "5 | a number, expected an object",
            })
    void saysWhereAndWhy(String json, String problem) {
        String text = json.replace('\'', '"');
        assertThatExceptionOfType(OutputParserException.class)
                .isThrownBy(() -> weather.read(text))
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(e.output()).isEqualTo(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"city\":\"a\"",
                "{\"city\":\"a",
                "{\"city\":\"a\",",
                "{\"city\":\"a\"} {\"city\":\"b\"}",
                "{\"city\":\"a\"}}",
                "{\"city\":\"a\"} and more",
                "call {\"city\":\"a\"}",
                "city: a",
                "```json",
            })
    void readsNothingThatIsCutOrNotAlone(String json) {
        assertThatExceptionOfType(OutputParserException.class)
                .isThrownBy(() -> JsonBinding.of(Place.class).read(json))
                .withMessageContaining("Not JSON at offset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"city\":\"北京\"}",
                " {'city': '北京',} ",
                "{city: \"北京\"} // done",
                "```json\n{\"city\":\"北京\"}\n```\n",
                "{“city”：“北京”}",
            })
    void seesPastSmallFaults(String json) {
        assertThat(JsonBinding.of(Place.class).read(json)).isEqualTo(new Place("北京", Optional.empty()));
    }

    @Test
    void blankAndNullAreNoFields() {
        record Nothing() {}

        for (String json : List.of("", " \n", "null", "{}")) {
            assertThat(JsonBinding.of(Nothing.class).read(json)).isEqualTo(new Nothing());
        }
    }

    @Test
    void deepNestingIsRefused() {
        for (String json : List.of("[".repeat(1_000_000), "{\"name\":\"a\",\"boss\":".repeat(200_000))) {
            assertThatExceptionOfType(OutputParserException.class)
                    .isThrownBy(() -> JsonBinding.of(Person.class).read(json))
                    .withMessageContaining("1000");
        }
    }

    @Test
    void recordsWithinRecordsAreReadAsDeepAsTheStackTakesThem() {
        JsonBinding<Person> person = JsonBinding.of(Person.class);
        int depth = 900;
        String json = "{\"name\":\"a\",\"boss\":".repeat(depth) + "null" + "}".repeat(depth);
        try {
            assertThat(person.read(json).boss()).isPresent();
        } catch (OutputParserException e) {
            assertThat(e).hasMessageContaining("too deep");
        }
    }

    @Test
    void offsetsOfTimesAreKept() {
        record Meeting(OffsetDateTime at, Duration takes) {}
        Meeting meeting = new Meeting(OffsetDateTime.parse("2026-11-23T17:00+08:00"), Duration.ofMinutes(45));

        assertThat(JsonBinding.of(Meeting.class).read("{\"at\":\"2026-11-23T17:00:00+08:00\",\"takes\":\"PT45M\"}"))
                .isEqualTo(meeting);
        assertThat(tree(JsonBinding.of(Meeting.class).strictSchema())
                        .path("properties")
                        .path("takes"))
                .isEqualTo(tree("{\"type\":\"string\",\"description\":\"(format \\\"duration\\\")\"}"));
        assertThat(JsonBinding.write(meeting)).isEqualTo("{\"at\":\"2026-11-23T17:00:00+08:00\",\"takes\":\"PT45M\"}");
    }

    @Test
    void findsTheFirstThatFitsAndPassesOverUnknownFields() {
        String reply = "See {\"note\": 1}: {\"city\":\"北京\",\"mood\":\"好\"}";

        assertThat(JsonBinding.of(Place.class).find(reply, false)).isEqualTo(new Place("北京", Optional.empty()));
    }

    @Test
    void takesBareValuesWhereObjectsAreAskedFor() {
        assertThat(JsonBinding.listOf(Unit.class).find("[\"CELSIUS\"]", false)).containsExactly(Unit.CELSIUS);
        assertThat(JsonBinding.listOf(Unit.class).find("{\"value\":[\"CELSIUS\"]}", false))
                .containsExactly(Unit.CELSIUS);
        assertThat(JsonBinding.of(Unit.class).find("\"FAHRENHEIT\"", false)).isEqualTo(Unit.FAHRENHEIT);
        assertThat(JsonBinding.of(Integer.class).find("42", false)).isEqualTo(42);
        assertThat(JsonBinding.of(Shape.class).find("Here: {\"type\":\"Circle\",\"radius\":2, \"x\":1}", false))
                .isEqualTo(new Circle(2));
    }

    @Test
    void errorsOfASealedInterfaceAreThoseOfTheRecordThatIsNamed() {
        JsonBinding<Shape> shape = JsonBinding.of(Shape.class);
        Map<String, String> problems = Map.of(
                "{'type':'rect','width':1}", "at $.value required property 'height' not found.",
                "{'type':'oval'}", "at $.value.type does not have a value in the enumeration [\"Circle\", \"rect\",",
                "{'radius':1}", "at $.value required property 'type' not found.");

        problems.forEach((json, problem) -> assertThatExceptionOfType(OutputParserException.class)
                .isThrownBy(() -> shape.read("{\"value\":" + json.replace('\'', '"') + "}"))
                .withMessageContaining("its schema: " + problem));
    }

    @Test
    void typesThatNoJsonCanHoldAreRefusedWhenBuilt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonBinding.of(Loop.class))
                .withMessageContaining("Loop -> Loop");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonBinding.of(Runnable.class))
                .withMessageContaining("Runnable");
        record Bad(@JsonProperty(defaultValue = "many") int days) {}
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonBinding.of(Bad.class))
                .withMessageContaining("'many' of 'days' is no int");
    }

    sealed interface Odd {}

    record Typed(String type) implements Odd {}

    @Test
    void aComponentNamedLikeTheFieldThatTellsRecordsApartIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonBinding.of(Odd.class))
                .withMessageContaining("Record Typed has a component 'type'");
    }

    @Test
    void schemasOfOthersAreHeldTo() {
        JsonBinding<Map<String, Object>> binding = JsonBinding.ofSchema(Map.of(
                "type", "object",
                "properties", Map.of("城市", Map.of("type", "string", "minLength", 2)),
                "required", List.of("城市")));

        assertThat(binding.read("{\"城市\":\"北京\",\"n\":12345678901234567890}"))
                .containsEntry("城市", "北京")
                .containsEntry("n", new java.math.BigInteger("12345678901234567890"));
        assertThatExceptionOfType(OutputParserException.class)
                .isThrownBy(() -> binding.read("{\"城市\":\"京\"}"))
                .withMessageContaining("$.城市 must be at least 2 characters long");
    }

    @Test
    void nothingIsLoadedForASchema() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/schema.json";
            for (String keyword : List.of("$ref", "$schema")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> JsonBinding.ofSchema(Map.of(keyword, url)))
                        .withMessageContaining("cannot be used");
            }
            server.setSoTimeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
        }
    }

    @Test
    void valuesThatHoldThemselvesCannotBeWritten() {
        List<Object> list = new ArrayList<>();
        list.add(list);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonBinding.write(list))
                .withMessageContaining("cannot be written as JSON");
    }
}
