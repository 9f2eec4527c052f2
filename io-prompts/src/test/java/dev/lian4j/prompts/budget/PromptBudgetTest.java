package dev.lian4j.prompts.budget;

import static dev.lian4j.prompts.MessageTemplate.messages;
import static dev.lian4j.prompts.MessageTemplate.system;
import static dev.lian4j.prompts.MessageTemplate.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.TokenCounter;
import dev.lian4j.prompts.ChatPromptTemplate;
import dev.lian4j.prompts.PromptTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PromptBudgetTest {

    /** One token a character, so that sums can be done by hand; a message takes four more. */
    private static final TokenCounter CHARACTERS = String::length;

    private static final Message SYSTEM = Message.system("系统");
    private static final Message Q1 = Message.user("q1");
    private static final Message A1 = Message.ai("a1");
    private static final Message Q2 = Message.user("q2");
    private static final Message A2 = Message.ai("a2");
    private static final Message Q3 = Message.user("q3");

    private static PromptBudget budget(int tokens) {
        return PromptBudget.of(CHARACTERS, tokens);
    }

    @Test
    void leavesOutTheOldestTurnsFirst() {
        ChatRequest request = ChatRequest.of(SYSTEM, Q1, A1, Q2, A2, Q3);

        assertThat(budget(36).fit(request)).isEqualTo(request);
        assertThat(budget(35).fit(request).messages()).containsExactly(SYSTEM, Q2, A2, Q3);
        assertThat(budget(23).fit(request).messages()).containsExactly(SYSTEM, Q3);
        assertThat(budget(36).count(request)).isEqualTo(36);
    }

    @Test
    void keepsTheParameters() {
        ChatParameters parameters = ChatParameters.builder().temperature(0.1).build();
        ChatRequest request = ChatRequest.of(Q1, A1, Q2).with(parameters);

        assertThat(budget(6).fit(request)).isEqualTo(ChatRequest.of(Q2).with(parameters));
    }

    @Test
    void failsWhereWhatMustStayIsTooLong() {
        ChatRequest request = ChatRequest.of(SYSTEM, Q1, A1, Message.user("一个很长的问题"));

        assertThatThrownBy(() -> budget(16).fit(request))
                .isInstanceOf(ContextLengthExceededException.class)
                .hasMessageContaining("17 tokens where 16");
        assertThat(budget(17).fit(request).messages()).hasSize(2);
    }

    @Test
    void keepsTheAnswerToTheLastQuestion() {
        AiMessage call = new AiMessage("", List.of(new ToolCall("1", "f", "{}")), "");
        ToolMessage result = new ToolMessage("1", "r");
        ChatRequest request = ChatRequest.of(Q1, A1, Q2, call, result);
        int rest = CHARACTERS.count(List.of(Q2, call, result));

        assertThat(budget(rest).fit(request).messages()).containsExactly(Q2, call, result);
        assertThatThrownBy(() -> budget(rest - 1).fit(request)).isInstanceOf(ContextLengthExceededException.class);
    }

    @Test
    void partsNoCallFromItsResultEvenIfThePersonInterrupts() {
        AiMessage call = new AiMessage("", List.of(new ToolCall("1", "f", "{}")), "");
        ToolMessage result = new ToolMessage("1", "r");
        ChatRequest request = ChatRequest.of(Q1, call, Q2, result, A2, Q3);

        assertThat(budget(20).fit(request).messages()).containsExactly(Q3);
    }

    @Test
    void tellsEqualMessagesApart() {
        ChatRequest request = ChatRequest.of(Q1, A1, Q1, A1, Q1);

        assertThat(budget(18).fit(request).messages()).containsExactly(Q1, A1, Q1);
    }

    @Test
    void shortensHistoryBeforeDocumentsAsNamed() {
        ChatPromptTemplate prompt = ChatPromptTemplate.of(system("{context}"), messages("history"), user("{question}"));
        Map<String, Object> values =
                Map.of("context", List.of(found("甲甲甲"), found("乙乙乙")), "history", List.of(Q1, A1), "question", "问");
        PromptBudget budget = budget(1).history("history").documents("context", Documents::joined);

        assertThat(with(29, prompt, values)).isEqualTo("System: 甲甲甲\n\n乙乙乙\nHuman: q1\nAI: a1\nHuman: 问");
        assertThat(with(28, prompt, values)).isEqualTo("System: 甲甲甲\n\n乙乙乙\nHuman: 问");
        assertThat(with(16, prompt, values)).isEqualTo("System: 甲甲甲\nHuman: 问");
        assertThat(with(11, prompt, values)).isEqualTo("System: \nHuman: 问");
        assertThatThrownBy(() -> budget.fit(prompt, values)).isInstanceOf(ContextLengthExceededException.class);
    }

    private static String with(int tokens, ChatPromptTemplate prompt, Map<String, Object> values) {
        return budget(tokens)
                .history("history")
                .documents("context", Documents::joined)
                .fit(prompt, values)
                .text();
    }

    private static ScoredDocument found(String text) {
        return new ScoredDocument(Document.of(text), 1);
    }

    @Test
    void isAStepOfAChain() {
        Chain<Map<String, Object>, ChatRequest> step = budget(20)
                .reserving(8)
                .documents("context", Documents::joined)
                .around(PromptTemplate.fromTemplate("{context}?"));

        assertThat(step.invoke(Map.of("context", List.of(found("1234567"), found("8"))))
                        .text())
                .isEqualTo("1234567?");
    }

    @Test
    void saysWhatCannotBeShortened() {
        PromptBudget budget = budget(9).history("history");
        ChatPromptTemplate prompt = ChatPromptTemplate.of(messages("history"));

        assertThatThrownBy(() -> budget.fit(prompt, Map.of("history", "text")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'history'");
        assertThatThrownBy(() -> budget.fit(prompt, Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("no value for 'history'");
        assertThatThrownBy(() -> budget.reserving(9)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsAFewTimesOnly() {
        AtomicInteger counts = new AtomicInteger();
        TokenCounter counter = text -> {
            counts.incrementAndGet();
            return text.length();
        };
        List<Message> conversation = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            conversation.add(Q1);
            conversation.add(A1);
        }
        conversation.add(Q3);

        assertThat(PromptBudget.of(counter, 606)
                        .fit(new ChatRequest(conversation, ChatParameters.NONE))
                        .messages())
                .hasSize(101);
        assertThat(counts.get()).isLessThan(2_001 * 14);
    }

    @Provide
    Arbitrary<List<Message>> conversations() {
        Arbitrary<List<Message>> turn = Arbitraries.of(
                List.of(Message.user("问题")),
                List.of(Message.user("q"), Message.ai("answer")),
                List.of(Message.system("s")),
                List.of(
                        Message.user("q"),
                        new AiMessage("", List.of(new ToolCall("x", "f", "{}")), ""),
                        new ToolMessage("x", "result"),
                        Message.ai("a")));
        return turn.list()
                .ofMaxSize(8)
                .map(turns -> turns.stream().flatMap(List::stream).toList())
                .filter(all -> !all.isEmpty());
    }

    @Property
    void keepsWhatMustStayAndLeavesOutNoMoreThanNeeded(
            @ForAll("conversations") List<Message> messages, @ForAll @IntRange(min = 1, max = 120) int most) {
        ChatRequest request = new ChatRequest(messages, ChatParameters.NONE);
        List<Message> kept;
        try {
            kept = budget(most).fit(request).messages();
        } catch (ContextLengthExceededException e) {
            return;
        }

        assertThat(CHARACTERS.count(kept)).isLessThanOrEqualTo(most);
        assertThat(kept).isSubsetOf(messages);
        assertThat(count(kept, SystemMessage.class)).isEqualTo(count(messages, SystemMessage.class));
        assertThat(kept.get(kept.size() - 1)).isSameAs(messages.get(messages.size() - 1));
        assertThat(count(kept, ToolMessage.class))
                .isEqualTo(kept.stream()
                        .filter(m -> m instanceof AiMessage a && !a.toolCalls().isEmpty())
                        .count());
        assertThat(count(kept, UserMessage.class))
                .isGreaterThanOrEqualTo(count(messages, UserMessage.class) > 0 ? 1 : 0);
        if (CHARACTERS.count(messages) <= most) {
            assertThat(kept).isEqualTo(messages);
        }
    }

    private static long count(List<Message> messages, Class<? extends Message> type) {
        return messages.stream().filter(type::isInstance).count();
    }
}
