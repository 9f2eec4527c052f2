package dev.lian4j.prompts.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.TokenCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What LangChain's own tests of messages recorded, as far as it is meant here too: conversations as text, and trimming
 * that keeps the system message and whole turns. Not taken: free roles, filters, merging, parts of messages, keeping the
 * first instead of the last.
 */
class UpstreamMessagesTest {

    private static final Set<String> ROLES = Set.of("system", "human", "ai");

    /** "3 + 4 * blocks + 3" a message; of one block here, since the answer of two is counted by its two lines. */
    private static final TokenCounter RECORDED = new TokenCounter() {
        @Override
        public int count(String text) {
            return text.split("\n").length * 4;
        }

        @Override
        public int count(List<? extends Message> messages) {
            return messages.stream()
                    .mapToInt(message -> 6 + count(message.text()))
                    .sum();
        }
    };

    @TestFactory
    List<DynamicTest> recordedCases() throws IOException {
        Path file = Path.of(System.getProperty("lian4j.shared", "none"), "data", "upstream", "messages.json");
        assumeTrue(Files.exists(file), "no recorded cases at " + file);
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode test : new ObjectMapper().readTree(file.toFile())) {
            String name = tests.size() + " " + test.path("source").asText().replaceAll(".*/", "");
            if (applies(test)) {
                tests.add(DynamicTest.dynamicTest(name, () -> check(test)));
            }
        }
        assertThat(tests).hasSize(5);
        return tests;
    }

    private static boolean applies(JsonNode test) {
        JsonNode kwargs = test.path("input").path("kwargs");
        return switch (test.path("component").asText()) {
            case "get_buffer_string" -> kwargs.isEmpty() && knownRoles(test);
            case "trim_messages" ->
                kwargs.path("strategy").asText().equals("last")
                        && kwargs.path("include_system").asBoolean()
                        && !kwargs.has("end_on")
                        && (!kwargs.path("allow_partial").asBoolean() || kwargs.has("start_on"));
            default -> false;
        };
    }

    private static boolean knownRoles(JsonNode test) {
        return StreamSupport.stream(test.path("input").path("args").path(0).spliterator(), false)
                .allMatch(message -> ROLES.contains(message.path("role").asText()));
    }

    private static void check(JsonNode test) {
        List<Message> messages = messages(test.path("input").path("args").path(0));
        JsonNode expected = test.path("expected");
        if (expected.isTextual()) {
            assertThat(Messages.transcript(messages)).isEqualTo(expected.asText());
            return;
        }
        int most = test.path("input").path("kwargs").path("max_tokens").asInt();
        ChatRequest request = new ChatRequest(messages, ChatParameters.NONE);
        assertThat(PromptBudget.of(RECORDED, most).fit(request).messages()).isEqualTo(messages(expected));
    }

    private static List<Message> messages(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(UpstreamMessagesTest::message)
                .toList();
    }

    private static Message message(JsonNode node) {
        List<String> texts = new ArrayList<>();
        JsonNode content = node.path("content");
        content.forEach(part -> texts.add(part.path("text").asText()));
        String text = content.isTextual() ? content.asText() : String.join("\n", texts);
        return switch (node.path("role").asText()) {
            case "system" -> Message.system(text);
            case "ai" -> Message.ai(text);
            default -> UserMessage.of(new Content.Text(text));
        };
    }
}
