package dev.lian4j.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.error.TemplateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PromptTemplatePropertiesTest {

    @Property
    void outputIsLiteralsAndValuesVerbatim(
            @ForAll("texts") List<String> literals, @ForAll("texts") List<String> values) {
        StringBuilder template = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(literals.size(), values.size()); i++) {
            template.append(PromptTemplate.escape(literals.get(i)))
                    .append("{v")
                    .append(i)
                    .append('}');
            expected.append(literals.get(i)).append(values.get(i));
            given.put("v" + i, values.get(i));
        }
        assertThat(PromptTemplate.fromTemplate(template.toString()).format(given))
                .isEqualTo(expected.toString());
    }

    @Property
    void anyTextParsesOrFailsInOneWay(@ForAll("braces") String text) {
        try {
            PromptTemplate template = PromptTemplate.fromTemplate(text);
            assertThat(template)
                    .hasToString(
                            PromptTemplate.fromTemplate(template.toString()).toString());
        } catch (TemplateException e) {
            assertThat(e).hasMessageContaining("offset");
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars("{}$#%\\v0123 \n\"'")
                .withChars('一', '十')
                .ofMaxLength(12)
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> braces() {
        return Arbitraries.strings().withChars("{}a.[]: 名").ofMaxLength(20);
    }
}
