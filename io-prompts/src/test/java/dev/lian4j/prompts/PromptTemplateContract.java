package dev.lian4j.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.StepKind;
import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every template keeps to. */
abstract class PromptTemplateContract {

    /** A template with the variables {@code subject} and {@code 语言}, in this order. */
    abstract BasePromptTemplate template();

    private static Map<String, Object> values() {
        return Map.of("subject", "cats", "语言", "中文");
    }

    @Test
    void namesItsVariablesInOrderOfFirstUse() {
        assertThat(template().inputVariables()).containsExactly("subject", "语言");
    }

    @Test
    void putsValuesInTheirPlaces() {
        assertThat(template().formatPrompt(values()).text()).contains("cats").contains("中文");
    }

    @Test
    void isAChainOfItsOwnKind() {
        assertThat(template().invoke(values())).isEqualTo(template().formatPrompt(values()));
        assertThat(template().kind()).isEqualTo(StepKind.PROMPT);
    }

    @Test
    void namesEachMissingVariable() {
        assertThatThrownBy(() -> template().formatPrompt(Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("no value for 'subject'")
                .hasMessageContaining("no value for '语言'")
                .hasMessageContaining("given: none");
    }

    @Test
    void namesUnknownVariablesAndWhatMayHaveBeenMeant() {
        assertThatThrownBy(() -> template().formatPrompt(Map.of("subjet", "cats", "语言", "中文")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'subjet' is not a variable (did you mean 'subject'?)")
                .hasMessageContaining("no value for 'subject'");
    }

    @Test
    void refusesNullValues() {
        Map<String, Object> values = new HashMap<>(values());
        values.put("subject", null);
        assertThatThrownBy(() -> template().formatPrompt(values))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'subject' is null");
    }

    @Test
    void neverReadsPlacesInValues() {
        Map<String, Object> values = Map.of("subject", "{语言} {{x}} {subject} ${a} #{b} %s \\", "语言", "{subject}");
        assertThat(template().formatPrompt(values).text())
                .contains("{语言} {{x}} {subject} ${a} #{b} %s \\")
                .doesNotContain("cats");
    }
}
