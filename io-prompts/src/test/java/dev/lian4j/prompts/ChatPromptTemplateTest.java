package dev.lian4j.prompts;

import static dev.lian4j.prompts.MessageTemplate.ai;
import static dev.lian4j.prompts.MessageTemplate.constant;
import static dev.lian4j.prompts.MessageTemplate.messages;
import static dev.lian4j.prompts.MessageTemplate.system;
import static dev.lian4j.prompts.MessageTemplate.user;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Chain;
import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatPromptTemplateTest extends PromptTemplateContract {

    private static final List<Message> HISTORY = List.of(Message.user("你好啊"), Message.ai("你也好啊 {x}"));

    @Override
    BasePromptTemplate template() {
        return ChatPromptTemplate.of(system("Tell of {subject}."), user("Use {语言} for {subject}."));
    }

    @Test
    void rolesAreKept() {
        ChatPromptTemplate template = ChatPromptTemplate.of(
                system("You translate to {language}."), messages("history"), user("{text}"), ai("{language}:"));
        assertThat(template.inputVariables()).containsExactly("language", "history", "text");
        assertThat(template.formatPrompt(Map.of("language", "法语", "history", HISTORY, "text", "早"))
                        .messages())
                .containsExactly(
                        Message.system("You translate to 法语."),
                        HISTORY.get(0),
                        HISTORY.get(1),
                        Message.user("早"),
                        Message.ai("法语:"));
    }

    @Test
    void constantMessagesPassThrough() {
        ChatPromptTemplate template = ChatPromptTemplate.of(constant(Message.system("{json: 1}")), user("{x}"));
        assertThat(template.formatPrompt(Map.of("x", 1)).messages())
                .containsExactly(Message.system("{json: 1}"), Message.user("1"));
    }

    @Test
    void tuplesOfRoleAndTemplate() {
        ChatPromptTemplate template = ChatPromptTemplate.fromMessages(List.of(
                entry("system", "{a}"),
                entry("placeholder", "{history}"),
                entry("human", "{b}"),
                entry("assistant", "c"),
                entry("user", "d"),
                entry("ai", "e")));
        assertThat(template.inputVariables()).containsExactly("a", "b");
        assertThat(template.format(Map.of("a", 1, "b", 2, "history", HISTORY)))
                .isEqualTo("System: 1\nHuman: 你好啊\nAI: 你也好啊 {x}\nHuman: 2\nAI: c\nHuman: d\nAI: e");
    }

    @Test
    void unknownRolesAreErrors() {
        assertThatThrownBy(() -> ChatPromptTemplate.fromMessages(List.of(entry("robot", "x"))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Role 'robot' is not one of system");
        assertThatThrownBy(() -> ChatPromptTemplate.fromMessages(List.of(entry("placeholder", "history"))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("{history}");
    }

    @Test
    void optionalPlaceholdersMayStayEmpty() {
        ChatPromptTemplate template = ChatPromptTemplate.of(messages("history").optional(), user("{q}"));
        assertThat(template.inputVariables()).containsExactly("q");
        assertThat(template.formatPrompt(Map.of("q", "?")).messages()).containsExactly(Message.user("?"));
    }

    @Test
    void requiredPlaceholdersMustBeGiven() {
        assertThatThrownBy(() ->
                        ChatPromptTemplate.of(messages("history"), user("hi")).formatPrompt(Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("no value for 'history'");
    }

    @Test
    void placeholdersTakeTheLastMessagesAndNoOrphanedToolResult() {
        List<Message> history = List.of(
                Message.user("2+2?"),
                new AiMessage("", List.of(new ToolCall("1", "sum", "{}")), ""),
                new ToolMessage("1", "4"),
                Message.ai("4"));
        ChatPromptTemplate lastTwo = ChatPromptTemplate.of(messages("history").last(2));
        assertThat(lastTwo.formatPrompt(Map.of("history", history)).messages()).containsExactly(Message.ai("4"));
        ChatPromptTemplate lastThree = ChatPromptTemplate.of(messages("history").last(3));
        assertThat(lastThree.formatPrompt(Map.of("history", history)).messages())
                .isEqualTo(history.subList(1, 4));
    }

    @Test
    void placeholdersTakeNothingButMessages() {
        ChatPromptTemplate template = ChatPromptTemplate.of(messages("history"));
        assertThatThrownBy(() -> template.formatPrompt(Map.of("history", "hi")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'history' must be a list of messages, found String");
        assertThatThrownBy(() -> template.formatPrompt(Map.of("history", List.of(1))))
                .hasMessageContaining("found Integer");
    }

    @Test
    void noMessageAtAllIsAnError() {
        assertThatThrownBy(() -> ChatPromptTemplate.of(messages("history")).formatPrompt(Map.of("history", List.of())))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("no message");
    }

    @Test
    void partialsReachEveryMessage() {
        ChatPromptTemplate template =
                ChatPromptTemplate.of(system("{name}"), user("{name}: {q}")).partial("name", () -> "R2D2");
        assertThat(template.inputVariables()).containsExactly("q");
        assertThat(template.format(Map.of("q", "?"))).isEqualTo("System: R2D2\nHuman: R2D2: ?");
    }

    @Test
    void partialsOfTheTextsWithinCount() {
        ChatPromptTemplate template = ChatPromptTemplate.of(
                system(PromptTemplate.fromTemplate("{instructions}").partial("instructions", "{\"a\": 1}")),
                user("{q}"));
        assertThat(template.inputVariables()).containsExactly("q");
        assertThat(template.format(Map.of("q", "?"))).isEqualTo("System: {\"a\": 1}\nHuman: ?");
    }

    @Test
    void templatesNest() {
        ChatPromptTemplate examples =
                ChatPromptTemplate.of(user("2 {op} 2"), ai("{result}")).partial("result", "4");
        ChatPromptTemplate whole =
                ChatPromptTemplate.of(system("Calculate.")).plus(examples).plus(user("{q}"));
        assertThat(whole.inputVariables()).containsExactly("op", "q");
        assertThat(whole.format(Map.of("op", "+", "q", "3+3")))
                .isEqualTo("System: Calculate.\nHuman: 2 + 2\nAI: 4\nHuman: 3+3");
    }

    @Test
    void partsCheckTheirValuesToo() {
        for (MessageTemplate part : List.of(
                user("{q}"),
                messages("q"),
                ChatPromptTemplate.of(system("{q}")),
                messages("q").last(1))) {
            assertThatThrownBy(() -> part.formatMessages(Map.of("other", 1)))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining("'q'");
        }
        assertThat(user("{q}").formatMessages(Map.of("q", 1, "other", 2))).containsExactly(Message.user("1"));
    }

    @Test
    void composesAfterAParallelStep() {
        Chain<String, ChatRequest> chain = Chain.<String>parallel(
                        "upper", Chain.<String, String>of(String::toUpperCase), "q", Chain.<String>identity())
                .then(ChatPromptTemplate.of(user("{upper} {q}")));
        assertThat(chain.invoke("a").text()).isEqualTo("A a");
    }
}
