package dev.lian4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON Schemas of tools and answers: kept in order, since models read and write the fields in it, and for good. */
class SchemasTest {

    private static final List<String> NAMES = List.of("zeta", "alpha", "城市", "mid", "beta", "omega", "type", "k");

    private static Map<String, Object> inOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        NAMES.forEach(name -> map.put(name, name.length()));
        return map;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get weather", "天气", "a.b", "a\n"})
    void aToolMayNotBeNamedSo(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ToolSpec(name, "", Map.of()))
                .withMessageContaining("must be 1 to 64 letters, digits, '_' or '-'");
    }

    @Test
    void aToolsNameHasAtMost64Characters() {
        assertThat(new ToolSpec("a".repeat(64), "", Map.of()).name()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new ToolSpec("a".repeat(65), "", Map.of()));
    }

    @Test
    void keepTheirOrder() {
        assertThat(new ToolSpec("t", "", inOrder()).parameters().keySet()).containsExactlyElementsOf(NAMES);
        assertThat(new ResponseFormat.JsonSchema("s", inOrder(), true).schema().keySet())
                .containsExactlyElementsOf(NAMES);
    }

    @Test
    void extraFieldsKeepTheirOrder() {
        ChatParameters.Builder builder = ChatParameters.builder();
        inOrder().forEach(builder::extra);

        assertThat(builder.build().extra().keySet()).containsExactlyElementsOf(NAMES);
        assertThat(builder.build().extra()).isUnmodifiable();
    }

    @Test
    void doNotChangeWithWhatTheyWereMadeOf() {
        Map<String, Object> properties = inOrder();
        List<Object> required = new ArrayList<>(NAMES);
        ToolSpec tool = new ToolSpec("t", "", Map.of("properties", properties, "required", required));
        properties.clear();
        required.clear();

        assertThat(tool.parameters()).isEqualTo(Map.of("properties", inOrder(), "required", NAMES));
    }

    @Test
    @SuppressWarnings("unchecked")
    void cannotBeChangedInside() {
        ToolSpec tool = new ToolSpec("t", "", Map.of("properties", inOrder()));
        Map<String, Object> inner = (Map<String, Object>) tool.parameters().get("properties");

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> inner.put("x", 1));
    }

    @Test
    void mayHoldNulls() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("default", null);
        schema.put("enum", Arrays.asList("a", null));

        assertThat(new ToolSpec("t", "", schema).parameters()).isEqualTo(schema);
    }
}
