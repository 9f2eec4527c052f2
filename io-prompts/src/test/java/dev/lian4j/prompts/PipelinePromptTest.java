package dev.lian4j.prompts;

import static dev.lian4j.prompts.MessageTemplate.messages;
import static dev.lian4j.prompts.MessageTemplate.system;
import static dev.lian4j.prompts.MessageTemplate.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PipelinePromptTest {

    private static PromptTemplate text(String template) {
        return PromptTemplate.fromTemplate(template);
    }

    @Nested
    class Contract extends PromptTemplateContract {
        @Override
        BasePromptTemplate template() {
            return PipelinePromptTemplate.of(text("{made} {语言}"), Map.of("made", text("about {subject}")));
        }
    }

    @Test
    void makesAPromptOfPrompts() {
        PipelinePromptTemplate pipeline = PipelinePromptTemplate.of(
                text("{introduction}\n{example}\n{start}"),
                Map.of(
                        "introduction", text("You are {person}."),
                        "example", text("Q: {question}\nA: {answer}"),
                        "start", text("Q: {input}\nA:")));

        assertThat(pipeline.inputVariables()).containsExactlyInAnyOrder("person", "question", "answer", "input");
        assertThat(pipeline.format(Map.of("person", "李白", "question", "几岁？", "answer", "{input}", "input", "在吗")))
                .isEqualTo("You are 李白.\nQ: 几岁？\nA: {input}\nQ: 在吗\nA:");
    }

    @Test
    void formatsEachAfterThoseThatItUses() {
        Map<String, PromptTemplate> steps = new LinkedHashMap<>();
        steps.put("c", text("{b}!"));
        steps.put("b", text("{a}?"));
        steps.put("a", text("{x}"));

        PipelinePromptTemplate pipeline = PipelinePromptTemplate.of(text("{c} {x}"), steps);

        assertThat(pipeline.format(Map.of("x", "1"))).isEqualTo("1?! 1");
        assertThat(pipeline.pipelinePrompts().keySet()).containsExactly("a", "b", "c");
    }

    @Test
    void givesMessagesToAChat() {
        ChatPromptTemplate examples = ChatPromptTemplate.of(user("{q}"), MessageTemplate.ai("{a}"));
        PipelinePromptTemplate pipeline = PipelinePromptTemplate.of(
                ChatPromptTemplate.of(system("{who}"), messages("examples"), user("{input}")),
                Map.of("examples", examples, "who", text("You are {name}.")));

        assertThat(pipeline.formatPrompt(Map.of("q", "1", "a", "2", "name", "小", "input", "3"))
                        .messages())
                .containsExactly(Message.system("You are 小."), Message.user("1"), Message.ai("2"), Message.user("3"));
        assertThat(pipeline.format(Map.of("q", "1", "a", "2", "name", "小", "input", "3")))
                .isEqualTo("System: You are 小.\nHuman: 1\nAI: 2\nHuman: 3");
    }

    @Test
    void takesValuesGivenBefore() {
        PipelinePromptTemplate pipeline = PipelinePromptTemplate.of(
                        text("{a}"), Map.of("a", text("{x}{y}").partial("y", "乙")))
                .partial("x", "甲");

        assertThat(pipeline.inputVariables()).isEmpty();
        assertThat(pipeline.format(Map.of())).isEqualTo("甲乙");
        assertThat(pipeline.allowingOtherValues().format(Map.of("z", 1))).isEqualTo("甲乙");
    }

    @Test
    void refusesCircles() {
        assertThatThrownBy(() -> PipelinePromptTemplate.of(text("{a}"), Map.of("a", text("{a}"))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("circle")
                .hasMessageContaining("a");
        assertThatThrownBy(() -> PipelinePromptTemplate.of(
                        text("{a}"), Map.of("a", text("{b}"), "b", text("{c}"), "c", text("{a}"), "d", text(""))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("circle");
    }

    @Test
    void takesAnyNumberOfPrompts() {
        Map<String, PromptTemplate> steps = new LinkedHashMap<>();
        for (int i = 1_000; i > 0; i--) {
            steps.put("p" + i, text("{p" + (i - 1) + "}" + (i % 100 == 0 ? "." : "")));
        }

        assertThat(PipelinePromptTemplate.of(text("{p1000}"), steps).format(Map.of("p0", "始")))
                .isEqualTo("始..........");
    }

    @Test
    void refusesToStandTooDeeplyInItself() {
        assertThatThrownBy(() -> {
                    StringPromptTemplate pipeline = text("{x}");
                    for (int i = 0; i < 1_000; i++) {
                        pipeline = PipelinePromptTemplate.of(text("{x}"), Map.of("x", pipeline));
                    }
                })
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("circle");
        assertThatThrownBy(() -> nested(1_000))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("deeper than 100");
        assertThat(nested(99).format(Map.of("x0", "底"))).isEqualTo("底");
    }

    private static StringPromptTemplate nested(int depth) {
        StringPromptTemplate pipeline = text("{x0}");
        for (int i = 1; i <= depth; i++) {
            pipeline = PipelinePromptTemplate.of(text("{y" + i + "}"), Map.of("y" + i, pipeline));
        }
        return pipeline;
    }

    @Test
    void refusesToNestByWayOfOthers() {
        assertThatThrownBy(() -> {
                    StringPromptTemplate inner = text("{x0}");
                    for (int i = 1; i <= 1_000; i++) {
                        ChatPromptTemplate chat = ChatPromptTemplate.of(user(inner));
                        inner = PipelinePromptTemplate.of(chat, Map.of("unused" + i, text("")));
                    }
                })
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("deeper than 100");
    }

    @Test
    void namesWhatIsMissing() {
        PipelinePromptTemplate pipeline = PipelinePromptTemplate.of(text("{a}"), Map.of("a", text("{person}")));

        assertThatThrownBy(() -> pipeline.format(Map.of("persn", "x")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("did you mean 'person'");
        assertThatThrownBy(() -> pipeline.format(Map.of("person", "x", "a", "y")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'a' is not a variable");
        assertThat(List.of(pipeline.variables())).hasSize(1);
    }
}
