package dev.lian4j.models.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.chat.JsonMaps;
import dev.lian4j.models.testing.FakeChatModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class ModelLogTest {

    /** Keeps its lines. */
    private static final class Lines extends AbstractLogger {
        private final transient List<String> lines = new ArrayList<>();

        @Override
        protected String getFullyQualifiedCallerName() {
            return Lines.class.getName();
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable throwable) {
            lines.add(level + " " + MessageFormatter.basicArrayFormat(message, arguments));
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isTraceEnabled(Marker marker) {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled(Marker marker) {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled(Marker marker) {
            return true;
        }
    }

    private final Lines lines = new Lines();
    private final ModelLog log = ModelLog.of(lines, 20);

    private String only() {
        assertThat(lines.lines).hasSize(1);
        return lines.lines.get(0);
    }

    @Test
    void aCallIsOneLineOfJson() {
        FakeChatModel.of("您好\n\"x\"").with(log).predict("你好\r\nINFO forged line");

        assertThat(only())
                .startsWith("INFO {\"model\":\"FakeChatModel\",\"millis\":")
                .doesNotContain("\n", "\r");
        assertThat(JsonMaps.read(only().substring(5))).containsKeys("model", "millis", "request", "response");
        assertThat(only()).contains("您好\\n\\\"x\\\"");
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        FakeChatModel.of("👋".repeat(30)).with(log).predict("short");

        assertThat(only()).contains("\"" + "👋".repeat(20) + "… (30 characters)\"");
    }

    @Test
    void keysAreNowhere() {
        String key = "sk-CANARY0123456789abcdef";
        AiMessage said = new AiMessage(
                "use " + key, List.of(new ToolCall("1", "f", "{\"password\":\"CANARY\"}")), "think " + key);
        ModelLog whole = ModelLog.of(lines, 10_000);
        ChatRequest request = ChatRequest.of("Bearer CANARY0123456789 and " + key)
                .with(ChatParameters.builder().extra("api_key", "CANARY").build());

        FakeChatModel.of(List.of(new ChatResponse(said, FinishReason.STOP, TokenUsage.UNKNOWN, "")))
                .with(whole)
                .invoke(request);
        assertThatThrownBy(() -> FakeChatModel.answering(r -> {
                            throw new ModelException("refused " + key);
                        })
                        .with(whole)
                        .invoke(request))
                .isInstanceOf(ModelException.class);

        assertThat(lines.lines).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("CANARY"));
    }

    @Test
    void aKeyThatWouldBeCutInHalfIsGoneToo() {
        FakeChatModel.of("x").with(log).predict("0123456789 sk-CANARY0123456789abcdef");

        assertThat(only()).doesNotContain("CANARY", "sk-");
    }

    @Test
    void imagesAreNotLogged() {
        Content.Image image = Content.Image.of(new byte[100_000], "image/png");

        FakeChatModel.of("x").with(log).invoke(ChatRequest.of(UserMessage.of(new Content.Text("看"), image)));

        assertThat(only()).contains("data:image/png,[dat").hasSizeLessThan(500);
    }

    @Test
    void errorsAreWarnings() {
        ModelException down = new ModelException("服务 down", new Details(503, true, null, "req-1", null), null);

        assertThatThrownBy(() -> FakeChatModel.answering(request -> {
                            throw down;
                        })
                        .with(log)
                        .predict("q"))
                .isSameAs(down);

        assertThat(only())
                .startsWith("WARN ")
                .contains("\"error\":{\"type\":\"ModelException\",\"message\":\"服务 down\",\"status\":503,"
                        + "\"request_id\":\"req-1\"}");
    }

    @Test
    void whatCannotBeLoggedDoesNotDisturbTheCall() {
        ChatRequest request = ChatRequest.of("q")
                .with(ChatParameters.builder().extra("day", LocalDate.EPOCH).build());

        assertThat(FakeChatModel.of("x").with(log).invoke(request).text()).isEqualTo("x");
        assertThat(only()).contains("not_logged");
    }
}
