package dev.lian4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.message.Message;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatParametersTest {

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 2.1, 3, Double.NaN, Double.POSITIVE_INFINITY})
    void aTemperatureOutOfRangeIsRefused(double temperature) {
        assertThatThrownBy(
                        () -> ChatParameters.builder().temperature(temperature).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("temperature must be between 0 and 2, was " + temperature);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.7, 2})
    void aTemperatureInRangeIsKept(double temperature) {
        assertThat(ChatParameters.builder().temperature(temperature).build().temperature())
                .isEqualTo(temperature);
    }

    @Test
    void noTokensAtAllAreRefused() {
        assertThatThrownBy(() -> ChatParameters.builder().maxTokens(0).build())
                .hasMessage("maxTokens must be at least 1, was 0");
    }

    @Test
    void thoseOfARequestWinAndTheOthersFillTheGaps() {
        ChatParameters own =
                ChatParameters.builder().temperature(0).extra("a", 1).build();
        ChatParameters defaults = ChatParameters.builder()
                .temperature(1)
                .model("m")
                .stop("END")
                .extra("a", 2)
                .extra("b", 3)
                .build();

        ChatParameters merged = own.orElse(defaults);

        assertThat(merged.temperature()).isZero();
        assertThat(merged.model()).isEqualTo("m");
        assertThat(merged.stop()).containsExactly("END");
        assertThat(merged.extra()).containsExactlyInAnyOrderEntriesOf(Map.of("a", 1, "b", 3));
    }

    @Test
    void aConversationReadsAsATranscriptAndALoneMessageAsItself() {
        assertThat(ChatRequest.of("你好").text()).isEqualTo("你好");
        assertThat(ChatRequest.of(Message.system("be brief"), Message.user("你好"), Message.ai("你也好"))
                        .text())
                .isEqualTo("System: be brief\nHuman: 你好\nAI: 你也好");
    }

    @Test
    void aToolNeedsANameThatEveryProviderTakes() {
        assertThatThrownBy(() -> new ToolSpec("find it", "", Map.of())).hasMessageContaining("'find it'");
    }
}
