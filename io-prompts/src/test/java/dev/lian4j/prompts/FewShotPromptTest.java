package dev.lian4j.prompts;

import static dev.lian4j.prompts.MessageTemplate.ai;
import static dev.lian4j.prompts.MessageTemplate.messages;
import static dev.lian4j.prompts.MessageTemplate.system;
import static dev.lian4j.prompts.MessageTemplate.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FewShotPromptTest {

    private static final List<Map<String, String>> ANTONYMS =
            List.of(Map.of("word", "高", "antonym", "矮"), Map.of("word", "happy", "antonym", "sad"));

    private static FewShotPromptTemplateBuilder antonyms() {
        return FewShotPromptTemplate.builder()
                .examples(ANTONYMS)
                .examplePrompt("Word: {word}\nAntonym: {antonym}")
                .suffix("Word: {input}\nAntonym:");
    }

    @Nested
    class Contract extends PromptTemplateContract {
        @Override
        BasePromptTemplate template() {
            return antonyms().prefix("{subject}").suffix("{语言}").build();
        }
    }

    @Nested
    class ChatContract extends PromptTemplateContract {
        @Override
        BasePromptTemplate template() {
            ExampleSelector echo = values -> List.of(Map.of("a", values.get("subject"), "b", values.get("语言")));
            return FewShotChatMessagePromptTemplate.of(
                    ChatPromptTemplate.of(user("{a}"), ai("{b}")), echo, "subject", "语言");
        }
    }

    @Test
    void showsExamplesBetweenPrefixAndSuffix() {
        assertThat(antonyms().prefix("Give the antonym.").build().format(Map.of("input", "大")))
                .isEqualTo(
                        "Give the antonym.\n\nWord: 高\nAntonym: 矮\n\nWord: happy\nAntonym: sad\n\nWord: 大\nAntonym:");
    }

    @Test
    void leavesOutWhatIsEmpty() {
        FewShotPromptTemplate template = FewShotPromptTemplate.builder()
                .examples(List.of(Map.of("x", ""), Map.of("x", "二")))
                .examplePrompt("{x}")
                .exampleSeparator("|")
                .build();

        assertThat(template.format(Map.of())).isEqualTo("二");
        assertThat(template.inputVariables()).isEmpty();
    }

    @Test
    void neverScansExamplesAgain() {
        FewShotPromptTemplate template = antonyms()
                .examples(List.of(Map.of("word", "{input}", "antonym", "{{x}} {")))
                .build();

        assertThat(template.format(Map.of("input", "大"))).startsWith("Word: {input}\nAntonym: {{x}} {\n");
    }

    @Test
    void passesOverWhatAnExampleHasMore() {
        FewShotPromptTemplate template = antonyms()
                .examples(List.of(Map.of("word", "a", "antonym", "b", "note", "c")))
                .build();

        assertThat(template.format(Map.of("input", "x"))).contains("a").doesNotContain("c");
    }

    @Test
    void saysWhichExampleLacksAValue() {
        FewShotPromptTemplate template = antonyms()
                .examples(List.of(ANTONYMS.get(0), Map.of("word", "a", "antonim", "b")))
                .build();

        assertThatThrownBy(() -> template.format(Map.of("input", "x")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Example 2")
                .hasMessageContaining("no value for 'antonym'");
    }

    @Test
    void givesTheSelectorTheValuesOfThePrompt() {
        ExampleSelector selector =
                values -> List.of(Map.of("word", values.get("input"), "antonym", values.get("style")));
        FewShotPromptTemplate template =
                antonyms().exampleSelector(selector).inputVariables("style").build();

        assertThat(template.inputVariables()).containsExactly("input", "style");
        assertThat(template.format(Map.of("input", "大", "style", "小"))).startsWith("Word: 大\nAntonym: 小\n");
        assertThat(template.examples()).isEmpty();
    }

    @Test
    void takesValuesGivenBefore() {
        int[] calls = {0};
        FewShotPromptTemplate template =
                antonyms().prefix("{topic} {n}").build().partial("topic", "反义词").partial("n", () -> ++calls[0]);

        assertThat(template.inputVariables()).containsExactly("input");
        assertThat(template.format(Map.of("input", "x"))).startsWith("反义词 1\n");
        assertThatThrownBy(() -> template.partial("topc", "x"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("did you mean 'topic'");
    }

    @Test
    void takesTemplatesInMustachesForm() {
        FewShotPromptTemplate template = FewShotPromptTemplate.builder()
                .examples(List.of(Map.of("tags", List.of("a", "b"))))
                .examplePrompt(PromptTemplate.mustache("{{#tags}}<{{.}}>{{/tags}}"))
                .suffix(PromptTemplate.mustache("{{q}}"))
                .exampleSeparator(" ")
                .build();

        assertThat(template.format(Map.of("q", "问"))).isEqualTo("<a><b> 问");
    }

    @Test
    void mayBeOneMessageOfAChat() {
        ChatPromptTemplate chat =
                ChatPromptTemplate.of(system("{who}"), user(antonyms().build()));

        assertThat(chat.inputVariables()).containsExactly("who", "input");
        assertThat(chat.formatMessages(Map.of("who", "我", "input", "x"))).hasSize(2);
    }

    @Test
    void needsExamplesAndTheirPrompt() {
        assertThatThrownBy(() -> FewShotPromptTemplate.builder().suffix("x").build())
                .isInstanceOf(TemplateException.class);
        assertThatThrownBy(
                        () -> FewShotPromptTemplate.builder().examples(ANTONYMS).build())
                .isInstanceOf(TemplateException.class);
    }

    @Test
    void copiesItsExamples() {
        List<Map<String, String>> examples = new java.util.ArrayList<>(ANTONYMS);
        FewShotPromptTemplate template = antonyms().examples(examples).build();
        examples.clear();

        assertThat(template.format(Map.of("input", "x"))).contains("happy");
    }

    @Test
    void showsExamplesAsMessages() {
        FewShotChatMessagePromptTemplate examples = FewShotChatMessagePromptTemplate.of(
                ChatPromptTemplate.of(user("{input}"), ai("{output}")),
                List.of(Map.of("input", "2+2", "output", "4"), Map.of("input", "{x}", "output", "{input}")));
        ChatPromptTemplate chat = ChatPromptTemplate.of(system("加法"), examples, user("{input}"));

        assertThat(chat.inputVariables()).containsExactly("input");
        assertThat(chat.formatMessages(Map.of("input", "3+3")))
                .containsExactly(
                        Message.system("加法"),
                        Message.user("2+2"),
                        Message.ai("4"),
                        Message.user("{x}"),
                        Message.ai("{input}"),
                        Message.user("3+3"));
        assertThat(examples.format(Map.of())).startsWith("Human: 2+2\nAI: 4\n");
    }

    @Test
    void saysWhenNoExampleWasChosen() {
        FewShotChatMessagePromptTemplate none =
                FewShotChatMessagePromptTemplate.of(user("{x}"), (ExampleSelector) values -> List.of());

        assertThatThrownBy(() -> none.formatPrompt(Map.of())).isInstanceOf(TemplateException.class);
    }

    @Test
    void joinsChats() {
        ChatPromptTemplate chat = ChatPromptTemplate.fromTemplate("{a}")
                .plus(ChatPromptTemplate.of(
                        ai("{b}"), messages("history").optional().last(1)))
                .plus("{c}");

        assertThat(chat.messages()).hasSize(4);
        assertThat(chat.format(
                        Map.of("a", "1", "b", "2", "c", "3", "history", List.of(Message.user("x"), Message.ai("y")))))
                .isEqualTo("Human: 1\nAI: 2\nAI: y\nHuman: 3");
    }

    @Test
    void joinsChatsOfAnyDepth() {
        ChatPromptTemplate chat = ChatPromptTemplate.fromTemplate("{a}");
        for (int i = 0; i < 10_000; i++) {
            chat = ChatPromptTemplate.of(chat);
        }
        assertThat(chat.format(Map.of("a", "深"))).isEqualTo("Human: 深");

        ChatPromptTemplate bound = ChatPromptTemplate.fromTemplate("{a}").partial("a", "x");
        assertThatThrownBy(() -> {
                    ChatPromptTemplate deep = bound;
                    for (int i = 0; i < 1_000; i++) {
                        deep = ChatPromptTemplate.of(deep).partial("a", "x");
                    }
                })
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("deeper than 100");
    }
}
