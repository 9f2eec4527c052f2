package dev.lian4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.UserMessage;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChatFeaturesTest {
    private static final ToolSpec CLOCK = new ToolSpec("clock", "The time", Map.of());
    private static final ChatParameters ALL = ChatParameters.builder()
            .model("m")
            .temperature(1)
            .topP(0.5)
            .topK(3)
            .maxTokens(9)
            .stop("终")
            .seed(7)
            .frequencyPenalty(-2)
            .presencePenalty(2)
            .logitBias(Map.of("50256", -100.0))
            .n(2)
            .topLogprobs(0)
            .responseFormat(new ResponseFormat.JsonObject())
            .tools(List.of(CLOCK))
            .toolChoice(new ToolChoice.Named("clock"))
            .parallelToolCalls(false)
            .reasoningEffort(ReasoningEffort.LOW)
            .user("u-1")
            .extra("field", 1)
            .build();
    private static final ResponseFormat SCHEMA = new ResponseFormat.JsonSchema("a", Map.of(), true);

    @Test
    void asksForNothingByItself() {
        assertThat(ChatParameters.NONE.features()).isEmpty();
    }

    @Test
    void tellsAllThatIsAskedFor() {
        assertThat(ALL.features())
                .isEqualTo(EnumSet.complementOf(EnumSet.of(ChatFeature.JSON_SCHEMA, ChatFeature.IMAGES)));
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutWhatAModelLacks(ChatFeature lacked) {
        ChatParameters all = lacked == ChatFeature.JSON_SCHEMA
                ? ALL.toBuilder().responseFormat(SCHEMA).build()
                : ALL;
        Set<ChatFeature> expected = all.features();
        expected.remove(lacked);
        assertThat(all.without(Set.of(lacked)).features()).isEqualTo(expected);
        assertThat(all.without(Set.of(lacked)).extra()).isEqualTo(Map.of("field", 1));
    }

    @Test
    void keepsAFormatOfTheOtherKind() {
        assertThat(ALL.without(Set.of(ChatFeature.JSON_SCHEMA)).responseFormat())
                .isEqualTo(new ResponseFormat.JsonObject());
    }

    @Test
    void fillsWhatIsLeftOpen() {
        assertThat(ChatParameters.NONE.orElse(ALL)).isEqualTo(ALL);
        assertThat(ALL.orElse(ChatParameters.builder().user("other").n(5).build()))
                .isEqualTo(ALL);
    }

    @Test
    void seesImagesInARequest() {
        Content image = Content.Image.of(new byte[] {1}, "image/png");
        assertThat(ChatRequest.of(UserMessage.of(new Content.Text("看"), image)).features())
                .containsExactly(ChatFeature.IMAGES);
        assertThat(ChatRequest.of("看").features()).isEmpty();
    }

    @Test
    void refusesWhatIsOutOfRange() {
        refused(
                "frequencyPenalty must be between -2 and 2, was 3.0",
                ChatParameters.builder().frequencyPenalty(3));
        refused(
                "presencePenalty must be between -2 and 2, was NaN",
                ChatParameters.builder().presencePenalty(Double.NaN));
        refused(
                "topLogprobs must be between 0 and 20, was 21",
                ChatParameters.builder().topLogprobs(21));
        refused("topK must be at least 1, was 0", ChatParameters.builder().topK(0));
        refused("n must be at least 1, was 0", ChatParameters.builder().n(0));
        refused(
                "logitBias of token 5 must be between -100 and 100, was 101.0",
                ChatParameters.builder().logitBias(Map.of("5", 101.0)));
    }

    private static void refused(String message, ChatParameters.Builder builder) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void countsTheCallsOfAConversationToo() {
        TokenCounter characters = String::length;
        Message call = new AiMessage("", List.of(new ToolCall("1", "sum", "{}")), "");
        assertThat(characters.count(List.of(Message.user("你好"), call))).isEqualTo(2 + 4 + "\nsum {}".length() + 4);
    }
}
