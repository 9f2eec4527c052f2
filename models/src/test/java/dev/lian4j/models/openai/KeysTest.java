package dev.lian4j.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lian4j.core.ConsoleRunListener;
import dev.lian4j.core.Retry;
import dev.lian4j.core.error.AuthenticationException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.models.env.Environment;
import dev.lian4j.models.env.Secret;
import dev.lian4j.models.testing.Chunks;
import dev.lian4j.testing.net.RawServer;
import dev.lian4j.testing.net.RawServer.Script;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where keys come from, where they go, and that they show nowhere else. */
class KeysTest {

    private static final String KEY = "sk-canary-0123456789";
    private static final String PROMPT = "my secret canary question 机密";

    @TempDir
    Path folder;

    private Environment environment(Map<String, String> variables) {
        return Environment.of(variables, folder);
    }

    private static Script answering() {
        return RawServer.sending(RawServer.json(200, Chunks.whole("ok")));
    }

    @Test
    void saysWhereItLookedForAKey() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() ->
                        ChatOpenAi.builder().environment(environment(Map.of())).build())
                .withMessageContaining("OPENAI_API_KEY")
                .withMessageContaining(".env")
                .withMessageContaining(folder.toString())
                .withMessageContaining("apiKey(...)");
    }

    @Test
    void takesKeyAndAddressFromTheEnvironmentAndTheFile() throws Exception {
        try (RawServer server = RawServer.of(answering())) {
            Files.writeString(folder.resolve(".env"), "OPENAI_API_KEY=" + KEY + "\n");

            ChatOpenAi.builder()
                    .environment(environment(Map.of("OPENAI_BASE_URL", server.url() + "/")))
                    .build()
                    .predict("Hi");

            assertThat(server.received().get(0).line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
            assertThat(server.received().get(0).headers()).containsEntry("authorization", "Bearer " + KEY);
        }
    }

    @Test
    void needsNoKeyElsewhere() throws Exception {
        try (RawServer server = RawServer.of(answering())) {
            ChatOpenAi.builder()
                    .environment(environment(Map.of()))
                    .baseUrl(server.url())
                    .build()
                    .predict("Hi");
            ChatOpenAi.builder()
                    .environment(environment(Map.of("OPENAI_API_KEY", KEY)))
                    .apiKey("")
                    .baseUrl(server.url())
                    .build()
                    .predict("Hi");

            assertThat(server.received())
                    .hasSize(2)
                    .noneMatch(request -> request.headers().containsKey("authorization"));
        }
    }

    @Test
    void givesNoKeyOfTheEnvironmentToAServerThatHasItsOwn() throws Exception {
        try (RawServer server = RawServer.of(answering())) {
            ChatOpenAi.builder()
                    .environment(environment(Map.of("OPENAI_API_KEY", KEY)))
                    .baseUrl(server.url())
                    .header("API-Key", "azure-key")
                    .build()
                    .predict("Hi");

            assertThat(server.received().get(0).headers())
                    .containsEntry("api-key", "azure-key")
                    .doesNotContainKey("authorization");
        }
    }

    @Test
    void letsAHeaderGivenByNameWin() throws Exception {
        try (RawServer server = RawServer.of(answering())) {
            ChatOpenAi.builder()
                    .apiKey(KEY)
                    .baseUrl(server.url())
                    .header("authorization", "Basic abc")
                    .header("user-agent", "mine")
                    .build()
                    .predict("Hi");

            assertThat(server.received().get(0).headers())
                    .containsEntry("authorization", "Basic abc")
                    .containsEntry("user-agent", "mine");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, true",
        "https://eu.api.openai.com/v1/, true",
        "https://example.openai.azure.com/openai, false",
        "https://api.openai.com.example.org/v1, false",
        "https://evilapi.openai.com/v1, false",
        "http://localhost:11434/v1, false"
    })
    void knowsOpenAisOwnAddress(String url, boolean own) {
        assertThat(ChatOpenAi.builder().baseUrl(url).provider() == Provider.OPENAI)
                .isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY + "\n", KEY + "\r\nX-Evil: 1", KEY + "密"})
    void refusesAKeyThatNoHeaderCarries(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatOpenAi.builder().apiKey(key))
                .matches(e -> !trace(e).contains("canary"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatOpenAi.builder()
                        .baseUrl("http://localhost/v1")
                        .header("api-key", key)
                        .build())
                .matches(e -> !trace(e).contains("canary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ftp://host/v1", "", "http://", "https://user:canary@"})
    void refusesAnAddressThatIsNone(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatOpenAi.builder().apiKey("").baseUrl(url).build())
                .withMessageContaining("https://api.example.com/v1")
                .matches(e -> !trace(e).contains("canary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "tr", "az"})
    void showsNeitherKeyNorPromptInAnyError(String language) throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            for (Script script : echoes()) {
                try (RawServer server = RawServer.of(script)) {
                    assertNothingShows(server);
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Servers that send back what they were sent. */
    private static List<Script> echoes() {
        String echo = "{\"error\":{\"message\":\"bad key " + KEY + " for " + PROMPT + "\",\"code\":\"" + KEY + "\"}}";
        String page = "<html>" + KEY + " " + PROMPT + " other-canary-1</html>";
        return List.of(
                RawServer.sending(RawServer.json(401, echo, "x-request-id: " + KEY)),
                RawServer.sending(RawServer.json(429, echo)),
                RawServer.sending(RawServer.json(500, echo)),
                RawServer.sending(RawServer.json(400, page)),
                RawServer.sending(RawServer.json(200, page)),
                RawServer.sending(RawServer.json(200, echo)),
                RawServer.sending(RawServer.json(302, "", "Location: http://x/" + KEY)),
                RawServer.sending(RawServer.sseHead() + "data: " + echo + "\n\n"),
                RawServer.sending(RawServer.sseHead() + "data: " + KEY + PROMPT + "\n\n"),
                RawServer.sending(RawServer.sseHead() + Chunks.text("part")),
                (out, socket) -> socket.setSoLinger(true, 0));
    }

    private static void assertNothingShows(RawServer server) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ChatOpenAi model = ChatOpenAi.builder()
                .apiKey(Secret.of(KEY))
                .baseUrl(server.url())
                .header("X-Api-Key", "other-canary-1")
                .queryParam("key", "query-canary-2")
                .retry(Retry.of(2).sleepingBy(millis -> {}))
                .build();
        for (boolean streamed : List.of(false, true)) {
            StringWriter seen = new StringWriter();
            try {
                if (streamed) {
                    model.invoke(ChatRequest.of(PROMPT), piece -> {});
                } else {
                    model.withListener(new ConsoleRunListener(new PrintStream(printed, true, StandardCharsets.UTF_8)))
                            .invoke(ChatRequest.of(PROMPT));
                }
                seen.append("no error");
            } catch (RuntimeException e) {
                seen.append(trace(e));
            }
            assertThat(seen.toString())
                    .isNotEqualTo("no error")
                    .doesNotContain("canary")
                    .doesNotContain("机密");
        }
        assertThat(model).hasToString("ChatOpenAi[gpt-4o-mini at " + server.url() + "]");
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain(KEY).doesNotContain("other-canary");
    }

    private static String trace(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
