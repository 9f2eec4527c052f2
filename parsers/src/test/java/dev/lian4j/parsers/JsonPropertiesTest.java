package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lian4j.core.error.OutputParserException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonPropertiesTest {

    private static final JsonNodeFactory NODES = Json.MAPPER.getNodeFactory();

    @Property
    void validJsonKeepsItsValue(@ForAll("documents") JsonNode node) throws Exception {
        String compact = node.toString();
        String pretty = node.toPrettyString();
        assertThat(JsonOutputParser.ofTree().parse(compact)).isEqualTo(node);
        assertThat(JsonOutputParser.ofTree().parse(pretty)).isEqualTo(node);
        // and the tolerant reader, asked directly, agrees with the strict one
        for (Ending ending : Ending.values()) {
            assertThat(new TolerantReader(new StringBuilder(compact), 0, ending).read())
                    .isEqualTo(node);
            assertThat(new TolerantReader(new StringBuilder(pretty), 0, ending).read())
                    .isEqualTo(node);
        }
    }

    @Property
    void validJsonIsFoundInProseAndFences(@ForAll("documents") JsonNode node) {
        for (String text :
                List.of("答案：" + node + "。", "Here:\n```json\n" + node.toPrettyString() + "\n```\nDone {x}.")) {
            assertThat(JsonOutputParser.ofTree().parse(text)).isEqualTo(node);
        }
    }

    @Property
    void everyBeginningIsReadOrRefusedAndPartsNeverInvented(@ForAll("documents") JsonNode node) {
        String text = node.toString();
        for (int end = 1; end <= text.length(); end++) {
            assertThat(JsonOutputParser.ofTree().parsePartial(text.substring(0, end)))
                    .isPresent();
        }
        assertThat(JsonOutputParser.ofTree().parsePartial(text)).contains(node);
    }

    @Property
    void anyTextIsReadOrRefusedInOneWay(@ForAll("scribbles") String text) {
        try {
            assertThat(JsonOutputParser.ofTree().parse(text)).isNotNull();
        } catch (OutputParserException e) {
            assertThat(e.output()).isEqualTo(text);
        }
    }

    @Provide
    Arbitrary<String> scribbles() {
        return Arbitraries.strings()
                .withChars("{}[]\"'\\,:/*#`u0-+.eE tn\n“”：，明")
                .ofMaxLength(40);
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        return Arbitraries.lazyOf(this::object, this::array)
                .filter(node -> node.toString().length() < 400);
    }

    private Arbitrary<JsonNode> value() {
        return Arbitraries.lazyOf(this::text, this::number, this::text, this::number, this::object, this::array);
    }

    private Arbitrary<JsonNode> text() {
        return strings().map(NODES::textNode);
    }

    private Arbitrary<String> strings() {
        return Arbitraries.strings().withChars("{}[]\"'\\,:/*#`“”：，明 \n\tab").ofMaxLength(8);
    }

    private Arbitrary<JsonNode> number() {
        return Arbitraries.oneOf(
                Arbitraries.integers().map(NODES::numberNode),
                Arbitraries.bigDecimals().ofScale(3).map(NODES::numberNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.just(NODES.nullNode()));
    }

    private Arbitrary<JsonNode> object() {
        return Arbitraries.maps(strings(), value()).ofMaxSize(3).map(JsonPropertiesTest::objectOf);
    }

    private static JsonNode objectOf(Map<String, JsonNode> fields) {
        return Json.MAPPER.createObjectNode().setAll(fields);
    }

    private Arbitrary<JsonNode> array() {
        return value().list()
                .ofMaxSize(3)
                .map(elements -> Json.MAPPER.createArrayNode().addAll(elements));
    }
}
