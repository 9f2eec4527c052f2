package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.OutputParserException;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JakartaConstraintsTest {

    record Order(
            @NotBlank String item,
            @Min(1) @Max(10) int count,
            @DecimalMin("0.5") BigDecimal price,
            @Size(max = 2) List<String> tags,
            @Pattern(regexp = "^[A-Z]{2}$") String code) {}

    record Plain(int count) {}

    private static final String GOOD = "{'item':'笔','count':1,'price':0.5,'tags':[],'code':'CN'}";

    private final JsonBinding<Order> order = JsonBinding.of(Order.class);

    @Test
    void valuesWithinThemAreTaken() {
        assertThat(order.read(GOOD.replace('\'', '"')))
                .isEqualTo(new Order("笔", 1, new BigDecimal("0.5"), List.of(), "CN"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'count':1 | 'count':0 | at $.count must have a minimum value of 1",
                "'count':1 | 'count':11 | at $.count must have a maximum value of 10",
                "'item':'笔' | 'item':'' | at $.item",
                "'item':'笔' | 'item':' ' | at $.item",
                "'item':'笔' | 'item':null | at $.item null found",
                "0.5 | 0.4 | at $.price must have a minimum value of 0.5",
                "[] | ['a','b','c'] | at $.tags must have at most 2 items but found 3",
                "'CN' | 'cn' | at $.code does not match the regex pattern ^[A-Z]{2}$",
            })
    void valuesBeyondThemAreRefused(String good, String bad, String problem) {
        assertThatExceptionOfType(OutputParserException.class)
                .isThrownBy(() -> order.read(GOOD.replace(good, bad).replace('\'', '"')))
                .withMessageContaining(problem);
    }

    @Test
    void theStrictSchemaSaysInWordsWhatNotAllProvidersHoldTo() {
        JsonNode properties = Json.MAPPER.valueToTree(order.strictSchema()).path("properties");

        assertThat(order.isStrict()).isTrue();
        assertThat(properties.path("count").toString())
                .isEqualTo("{\"type\":\"integer\",\"minimum\":1,\"maximum\":10}");
        assertThat(properties.path("code").toString()).isEqualTo("{\"type\":\"string\",\"pattern\":\"^[A-Z]{2}$\"}");
        assertThat(properties.path("price").toString())
                .isEqualTo("{\"type\":\"number\",\"description\":\"(minimum 0.5)\"}");
        assertThat(properties.path("item").path("description").asText()).contains("minLength 1");
        assertThat(order.strictSchema().get("required")).isEqualTo(List.of("item", "count", "price", "tags", "code"));
    }

    @Test
    void areNotMissedWhereTheLibrariesAreNotThere() throws Exception {
        ClassLoader without = new Without();

        Object binding = without.loadClass("dev.lian4j.parsers.JsonBinding")
                .getMethod("of", Class.class)
                .invoke(null, Plain.class);

        assertThat(binding.getClass()).isNotEqualTo(JsonBinding.class);
        assertThat(binding.getClass().getMethod("read", String.class).invoke(binding, "{\"count\":3}"))
                .isEqualTo(new Plain(3));
    }

    /** Loads this module's classes anew, where Jakarta Validation is not. */
    private static final class Without extends ClassLoader {

        Without() {
            super(JakartaConstraintsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.contains("jakarta")) {
                throw new ClassNotFoundException(name);
            }
            boolean own = name.startsWith("dev.lian4j.parsers.") && !name.contains("Test");
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : own ? defined(name) : super.loadClass(name, resolve);
        }

        private Class<?> defined(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
