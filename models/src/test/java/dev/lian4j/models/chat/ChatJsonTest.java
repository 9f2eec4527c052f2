package dev.lian4j.models.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

class ChatJsonTest {

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    @Domain(ChatDomain.class)
    void aRequestComesBackAsItWas(@ForAll ChatRequest request) {
        String json = JsonMaps.write(ChatJson.toMap(request));

        assertThat(json).doesNotContain("\n");
        assertThat(ChatJson.requestFrom(JsonMaps.read(json))).isEqualTo(request);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    @Domain(ChatDomain.class)
    void aReplyComesBackAsItWas(@ForAll ChatResponse reply) {
        String json = JsonMaps.write(ChatJson.toMap(reply));

        assertThat(ChatJson.responseFrom(JsonMaps.read(json))).isEqualTo(reply);
    }

    @Property(tries = 100)
    @Domain(ChatDomain.class)
    void bytesOfUtf8CarryIt(@ForAll ChatRequest request) {
        byte[] bytes = JsonMaps.write(ChatJson.toMap(request)).getBytes(java.nio.charset.StandardCharsets.UTF_8);

        String json = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);

        assertThat(ChatJson.requestFrom(JsonMaps.read(json))).isEqualTo(request);
    }

    @Test
    void theJsonIsTheOneDescribed() {
        ChatRequest request = ChatRequest.of(Message.system("简短"), Message.user("你好👋"))
                .with(ChatParameters.builder().temperature(0).maxTokens(5).build());

        assertThat(JsonMaps.write(ChatJson.toMap(request)))
                .isEqualTo(
                        "{\"messages\":[{\"role\":\"system\",\"text\":\"简短\"},{\"role\":\"user\",\"text\":\"你好👋\"}],"
                                + "\"parameters\":{\"temperature\":0.0,\"max_tokens\":5}}");
    }

    @Test
    void halfACharacterIsKeptToo() {
        ChatRequest request = ChatRequest.of("a\ud83d");

        String json = JsonMaps.write(ChatJson.toMap(request));

        assertThat(json).contains("a\\ud83d");
        assertThat(ChatJson.requestFrom(JsonMaps.read(json))).isEqualTo(request);
    }

    @Test
    void equalRequestsGiveEqualJsonWhateverTheOrderOfMapsWithoutOne() {
        Map<String, Object> one = new LinkedHashMap<>();
        Map<String, Object> other = new LinkedHashMap<>();
        List<String> keys = List.of("a", "b", "c", "d", "e", "f");
        keys.forEach(key -> one.put(key, 1));
        for (int i = keys.size() - 1; i >= 0; i--) {
            other.put(keys.get(i), 1);
        }

        assertThat(json(one)).isEqualTo(json(other)).contains("{\"a\":1,\"b\":1,\"c\":1,");
    }

    private static String json(Map<String, Object> extra) {
        return JsonMaps.write(ChatJson.toMap(ChatRequest.of(new AiMessage("x", List.of(), "", extra))));
    }

    @Test
    void aValueThatIsNotPlainIsRefusedByItsPlace() {
        ChatRequest request = ChatRequest.of("x")
                .with(ChatParameters.builder()
                        .extra("when", Map.of("day", java.time.LocalDate.EPOCH))
                        .build());

        assertThatThrownBy(() -> JsonMaps.write(ChatJson.toMap(request)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/parameters/extra/when/day")
                .hasMessageContaining("java.time.LocalDate");
    }

    @Test
    void whatIsNoReplyIsSaidWithoutShowingIt() {
        assertThatThrownBy(() -> JsonMaps.read("{\"secret\": sk-123"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("sk-")
                .hasNoCause();
        assertThatThrownBy(() -> JsonMaps.read("null")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChatJson.responseFrom(JsonMaps.read("{}")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChatJson.responseFrom(
                        JsonMaps.read("{\"message\":{\"role\":\"user\",\"text\":\"x\"},\"model\":\"\"}")))
                .hasMessageContaining("'ai'");
        assertThatThrownBy(() -> ChatJson.requestFrom(JsonMaps.read(
                        "{\"messages\":[{\"role\":\"user\",\"text\":\"x\"}],\"parameters\":{\"stop\":[1]}}")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deepNestingIsAnErrorAndNoStackOverflow() {
        String deep = "{\"a\":".repeat(100_000);

        assertThatThrownBy(() -> JsonMaps.read(deep)).isInstanceOf(IllegalArgumentException.class);
    }
}
