package dev.lian4j.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Chain;
import dev.lian4j.core.agent.SelfAskWithSearch.Answer;
import dev.lian4j.core.agent.SelfAskWithSearch.FollowUp;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfAskWithSearchTest {

    private static final Chain<String, String> SEARCH = Chain.of(question -> "known of " + question);

    private final List<ChatRequest> requests = new ArrayList<>();

    private ChatModel replying(String... replies) {
        Deque<String> left = new ArrayDeque<>(List.of(replies));
        return (request, run) -> {
            requests.add(request);
            String reply = left.size() == 1 ? left.element() : left.remove();
            return new ChatResponse(AiMessage.of(reply), FinishReason.STOP, TokenUsage.UNKNOWN, "m");
        };
    }

    private String said(int request) {
        return String.join(
                "", requests.get(request).messages().stream().map(Message::text).toList());
    }

    @Test
    void smallQuestionsAreSearchedAndLeadToTheAnswer() {
        ChatModel model = replying(
                "Yes.\nFollow up: Who wrote 静夜思?",
                "Follow up: When did he live?\nIntermediate answer: made up",
                "So the final answer is: 701 to 762");

        Answer answer = SelfAskWithSearch.of(model, SEARCH).invoke("When did the poet of 静夜思 live?");

        assertThat(answer.text()).isEqualTo("701 to 762");
        assertThat(answer.followUps())
                .containsExactly(
                        new FollowUp("Who wrote 静夜思?", "known of Who wrote 静夜思?"),
                        new FollowUp("When did he live?", "known of When did he live?"));
        assertThat(said(2))
                .contains("Intermediate answer: known of Who wrote 静夜思?")
                .doesNotContain("made up");
        assertThat(requests.get(0).parameters().stop()).containsExactly("\nIntermediate answer:");
    }

    @Test
    void aModelThatAnswersAtOnceIsNotAskedAgain() {
        Answer answer = SelfAskWithSearch.of(replying("No.\nSo the final answer is: 4"), SEARCH)
                .invoke("2 + 2?");

        assertThat(answer).isEqualTo(new Answer("4", List.of()));
    }

    @Test
    void aModelThatAsksOnAndOnMustAnswerInTheEnd() {
        Answer answer =
                SelfAskWithSearch.of(replying("Follow up: why?"), SEARCH).invoke("?");

        assertThat(answer.followUps()).hasSize(8);
        assertThat(requests).hasSize(9);
        assertThat(said(8)).endsWith("So the final answer is:");
    }
}
