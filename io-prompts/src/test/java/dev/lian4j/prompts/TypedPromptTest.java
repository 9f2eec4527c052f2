package dev.lian4j.prompts;

import static dev.lian4j.prompts.MessageTemplate.messages;
import static dev.lian4j.prompts.MessageTemplate.system;
import static dev.lian4j.prompts.MessageTemplate.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Chain;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypedPromptTest {

    private record Ask(String question, List<Message> history, String context) {}

    private record Loose(String question, @Nullable List<Message> history) {}

    @Test
    void takesValuesFromARecord() {
        Chain<Ask, ChatRequest> prompt = ChatPromptTemplate.of(
                Ask.class, system("Answer only from:\n{context}"), messages("history"), user("{question}"));
        List<Message> history = List.of(Message.user("{question}"), Message.ai("好"));
        assertThat(prompt.invoke(new Ask("为什么？", history, "{history}")).messages())
                .containsExactly(
                        Message.system("Answer only from:\n{history}"),
                        history.get(0),
                        history.get(1),
                        Message.user("为什么？"));
        assertThat(prompt.kind()).isEqualTo(StepKind.PROMPT);
    }

    @Test
    void variablesWithoutAComponentAreFoundWhenItIsBuilt() {
        assertThatThrownBy(() -> ChatPromptTemplate.of(Ask.class, user("{qestion} {other}")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("record Ask")
                .hasMessageContaining("variable 'qestion' has no component (did you mean 'question'?)")
                .hasMessageContaining("variable 'other' has no component")
                .hasMessageContaining("question, history, context");
    }

    @Test
    void placeholdersWithoutAListOfMessagesAreFoundWhenItIsBuilt() {
        record Wrong(String history, List<String> more) {}
        assertThatThrownBy(() -> ChatPromptTemplate.of(Wrong.class, messages("history"), messages("more")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'history' must be a List<Message>")
                .hasMessageContaining("'more' must be a List<Message>");
    }

    @Test
    void partialsNeedNoComponent() {
        record Question(String q) {}
        Chain<Question, ChatRequest> prompt = ChatPromptTemplate.of(user("{today}: {q}"))
                .partial("today", "周一")
                .typed(Question.class);
        assertThat(prompt.invoke(new Question("?")).text()).isEqualTo("周一: ?");
    }

    @Test
    void nullComponentsAreMissingValues() {
        Chain<Loose, ChatRequest> prompt =
                ChatPromptTemplate.of(Loose.class, messages("history").optional(), user("{question}"));
        assertThat(prompt.invoke(new Loose("?", null)).text()).isEqualTo("?");
        Chain<Loose, ChatRequest> strict = ChatPromptTemplate.of(Loose.class, messages("history"), user("{question}"));
        assertThatThrownBy(() -> strict.invoke(new Loose("?", null)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("no value for 'history'");
    }

    @Test
    void accessorsThatFailAreNamed() {
        record Failing(String x) {
            @Override
            @SuppressWarnings("UnusedMethod") // read by the template
            public String x() {
                throw new IllegalStateException("out of order");
            }
        }
        assertThatThrownBy(
                        () -> ChatPromptTemplate.of(Failing.class, user("{x}")).invoke(new Failing("")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'x'")
                .hasMessageContaining("out of order");
    }
}
