package dev.lian4j.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTemplateTest extends PromptTemplateContract {

    @Override
    BasePromptTemplate template() {
        return PromptTemplate.fromTemplate("Tell of {subject} in {语言}; {subject} again.");
    }

    @Test
    void doubledBracesAreBraces() {
        PromptTemplate template = PromptTemplate.fromTemplate("{{\"a\": {{{x}}}}}");
        assertThat(template.format(Map.of("x", 1))).isEqualTo("{\"a\": {1}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"名字", "имя", "नाम", "_x1", "été", "𝑥", "變量2"})
    void namesMayBeOfAnyScript(String name) {
        assertThat(PromptTemplate.fromTemplate("<{" + name + "}>").format(Map.of(name, "v")))
                .isEqualTo("<v>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ab {x|line 1, column 4 (offset 3)|not closed",
                "{x {y}|line 1, column 1|not closed",
                "a } b|line 1, column 3|write '}}'",
                "{}|line 1, column 1|has no name",
                "{ x }|line 1, column 1|write '{x}' without blanks",
                "{user.name}|line 1, column 1|such as {user_name}",
                "{a[0]}|line 1, column 1|such as {a_0}",
                "{x!r}|line 1, column 1|'{{x!r}}'",
                "{x:>10}|line 1, column 1|no attribute, index or format",
                "{0}|line 1, column 1|such as {name}",
                "{${7*7}}|line 1, column 1|not closed",
                "{__class__.__init__}|line 1, column 1|not a variable",
                "{x\u200B}|line 1, column 1|not a variable",
            })
    void malformedTemplatesSayWhereAndWhatToWrite(String template, String where, String what) {
        assertThatThrownBy(() -> PromptTemplate.fromTemplate(template))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(where)
                .message()
                .containsIgnoringCase(what);
    }

    @Test
    void positionsCountLines() {
        assertThatThrownBy(() -> PromptTemplate.fromTemplate("第一行\n二\n  {a b}"))
                .hasMessageContaining("line 3, column 3 (offset 8)");
    }

    @Test
    void partialValuesNeedNotBeGiven() {
        PromptTemplate template = PromptTemplate.fromTemplate("{a}-{b}").partial("a", "1");
        assertThat(template.inputVariables()).containsExactly("b");
        assertThat(template.format(Map.of("b", "2"))).isEqualTo("1-2");
        assertThat(template.format(Map.of("a", "0", "b", "2"))).isEqualTo("0-2");
    }

    @Test
    void partialFunctionsAreAskedEachTime() {
        Iterator<String> times = List.of("早", "晚").iterator();
        PromptTemplate template = PromptTemplate.fromTemplate("{t}{t}").partial("t", times::next);
        assertThat(template.format(Map.of())).isEqualTo("早早");
        assertThat(template.format(Map.of())).isEqualTo("晚晚");
    }

    @Test
    void partialOfAnUnknownVariableIsAnError() {
        assertThatThrownBy(() -> PromptTemplate.fromTemplate("{question}").partial("qustion", "x"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'qustion' (did you mean 'question'?)");
    }

    @Test
    void thousandPartialsInOneTemplate() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append("{v").append(i).append('}');
        }
        PromptTemplate template = PromptTemplate.fromTemplate(text.toString());
        for (int i = 0; i < 1_000; i++) {
            template = template.partial("v" + i, "{v" + i + "}");
        }
        assertThat(template.format(Map.of())).isEqualTo(text.toString());
    }

    @Test
    void otherValuesArePassedOverOnRequest() {
        PromptTemplate template = PromptTemplate.fromTemplate("{a}").allowingOtherValues();
        assertThat(template.format(Map.of("a", 1, "b", 2))).isEqualTo("1");
    }

    @Test
    void joinsTemplates() {
        PromptTemplate joined = PromptTemplate.fromTemplate("{a} ")
                .partial("a", "甲")
                .plus("{b} ")
                .plus(PromptTemplate.fromTemplate("{c}").partial("c", "丙"));
        assertThat(joined.inputVariables()).containsExactly("b");
        assertThat(joined.format(Map.of("b", "乙"))).isEqualTo("甲 乙 丙");
    }

    @Test
    void joiningTwoValuesForOneNameIsAnError() {
        PromptTemplate one = PromptTemplate.fromTemplate("{a}").partial("a", "1");
        assertThatThrownBy(() -> one.plus(one))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'a'");
    }

    @Test
    void whatHasATextIsWrittenAsIt() {
        PromptTemplate template = PromptTemplate.fromTemplate("{answer}|{message}|{history}|{list}");
        assertThat(template.format(Map.of(
                        "answer", ChatResponse.of("好"),
                        "message", Message.user("hi"),
                        "history", List.of(Message.user("你好啊"), Message.ai("你也好啊")),
                        "list", List.of(1, 2))))
                .isEqualTo("好|hi|Human: 你好啊\nAI: 你也好啊|[1, 2]");
    }

    @Test
    void toStringIsTheTemplate() {
        assertThat(PromptTemplate.fromTemplate("{{x}} {y}").partial("y", "secret"))
                .hasToString("{{x}} {y}");
    }

    @Test
    void longRunsOfBracesAndBlanksTakeLinearTime() {
        // A pattern that backtracks needs hours for this.
        String template = "{{" + " ".repeat(2_000_000) + "}}" + "{{".repeat(1_000_000);
        assertThat(PromptTemplate.fromTemplate(template).format(Map.of())).hasSize(3_000_002);
    }
}
