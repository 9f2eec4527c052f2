package dev.lian4j.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lian4j.core.Retry;
import dev.lian4j.core.error.ContentRefusedException;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.route.Moderation;
import dev.lian4j.core.route.ModerationChain;
import dev.lian4j.testing.net.RawServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiModerationTest {

    private static final String FLAGGED = """
            {"id":"modr-1","model":"omni-moderation-latest","results":[{"flagged":true,
             "categories":{"violence":true,"hate":false},"category_scores":{"violence":0.91,"hate":0.02}}]}""";

    private static OpenAiModeration judge(RawServer server) {
        return OpenAiModeration.builder()
                .apiKey("")
                .baseUrl(server.url())
                .retry(Retry.of(1))
                .build();
    }

    @Test
    void tellsTheCategoriesThatWereFlagged() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.json(200, FLAGGED)))) {
            assertThat(judge(server).invoke("打人")).isEqualTo(new Moderation(true, Map.of("violence", 0.91)));
            assertThat(server.received().get(0).line()).isEqualTo("POST /v1/moderations HTTP/1.1");
            assertThat(server.received().get(0).body())
                    .contains("\"input\":\"打人\"")
                    .contains("\"model\":\"omni-moderation-latest\"");
        }
    }

    @Test
    void stopsAChainAtWhatIsFlagged() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.json(200, FLAGGED)))) {
            assertThatExceptionOfType(ContentRefusedException.class)
                    .isThrownBy(() -> ModerationChain.of(judge(server)).invoke("x"))
                    .withMessageContaining("violence");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"results\":[]}", "{\"results\":[{}]}", "{\"results\":[{\"flagged\":\"no\"}]}"})
    void takesNoReplyWithoutAVerdictForHarmless(String reply) throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.json(200, reply)))) {
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> judge(server).invoke("x"))
                    .withMessageContaining("verdict");
        }
    }
}
