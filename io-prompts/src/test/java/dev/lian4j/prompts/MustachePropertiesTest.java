package dev.lian4j.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.error.TemplateException;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MustachePropertiesTest {

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "{{", "}}", "{", "}", "{{{", "}}}", "#", "^", "/", "&", ">", "!", "=", "<", "$", "a", "b.c",
                        " ", "\n", "语言", ".", "{{a}}", "{{#a}}", "{{/a}}", "{{^a}}", "{{!x}}", "{{> a}}")
                .list()
                .ofMaxSize(12)
                .map(list -> String.join("", list));
    }

    @Property
    void anyTextParsesOrFailsInOneWay(@ForAll("pieces") String text) {
        try {
            PromptTemplate template = PromptTemplate.mustache(text);
            template.allowingOtherValues().format(Map.of("a", "v", "b", Map.of("c", "w")));
        } catch (TemplateException e) {
            assertThat(e).hasMessageMatching("(?s).*[.?)]");
        }
    }

    @Property
    void valuesAreNeverScannedAgain(@ForAll("pieces") String value) {
        assertThat(PromptTemplate.mustache("<{{a}}|{{{a}}}|{{#l}}{{.}}{{/l}}>")
                        .format(Map.of("a", value, "l", java.util.List.of(value))))
                .isEqualTo("<" + value + "|" + value + "|" + value + ">");
    }
}
