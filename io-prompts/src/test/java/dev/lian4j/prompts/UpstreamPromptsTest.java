package dev.lian4j.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Role;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.prompts.select.LengthBasedExampleSelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What LangChain's own tests recorded. Not taken: chat messages of free roles, which core does not have; a bare list for
 * a lone placeholder, where values have names here; Python's way to write a map. Values that the template does not know
 * are errors here and passed over there, so these templates are asked to pass them over.
 */
class UpstreamPromptsTest {

    private static final Map<String, Role> ROLES =
            Map.of("system", Role.SYSTEM, "human", Role.USER, "user", Role.USER, "ai", Role.AI, "assistant", Role.AI);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TestFactory
    List<DynamicTest> recordedCases() throws IOException {
        Path file = Path.of(System.getProperty("lian4j.shared", "none"), "data", "upstream", "prompts.json");
        assumeTrue(Files.exists(file), "no recorded cases at " + file);
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode test : MAPPER.readTree(file.toFile())) {
            String name = tests.size() + " " + test.path("source").asText().replaceAll(".*/", "");
            if (applies(test)) {
                tests.add(DynamicTest.dynamicTest(name, () -> check(test)));
            }
        }
        assertThat(tests).hasSize(90);
        return tests;
    }

    private static boolean applies(JsonNode test) {
        JsonNode params = test.path("params");
        if (test.path("input").path("input").isArray()) {
            return false; // a bare list for a lone placeholder
        }
        return switch (test.path("component").asText()) {
            case "PromptTemplate" -> !params.path("template").asText().contains("{{.}} is a test");
            case "ChatPromptTemplate" ->
                StreamSupport.stream(params.path("messages").spliterator(), false)
                        .allMatch(UpstreamPromptsTest::applied);
            default -> true;
        };
    }

    private static boolean applied(JsonNode message) {
        return message.path("type").asText().equals("placeholder")
                || ROLES.containsKey(message.path("role").asText());
    }

    private static void check(JsonNode test) {
        if (test.has("expected_error")) {
            assertThatThrownBy(() -> run(test)).isInstanceOf(TemplateException.class);
            return;
        }
        JsonNode expected = test.path("expected");
        Object found = run(test);
        if (test.path("method").asText().equals("select_examples")) {
            assertThat(found).isEqualTo(MAPPER.convertValue(expected, Object.class));
            return;
        }
        if (expected.isTextual() || expected.has("text")) {
            assertThat(found).isEqualTo(expected.path("text").asText(expected.asText()));
        } else {
            JsonNode messages = expected.isArray() ? expected : expected.path("messages");
            List<Message> wanted = new ArrayList<>();
            messages.forEach(message -> wanted.add(message(message)));
            assertThat(found).isEqualTo(wanted);
        }
    }

    private static Object run(JsonNode test) {
        JsonNode input = test.path("input");
        Map<String, Object> values = values(input.has("kwargs") ? input.path("kwargs") : input.path("input"));
        JsonNode params = test.path("params");
        return switch (test.path("component").asText()) {
            case "PromptTemplate" -> text(params).allowingOtherValues().format(values);
            case "FewShotPromptTemplate" -> fewShot(params).format(values);
            case "LengthBasedExampleSelector" ->
                LengthBasedExampleSelector.of(
                                examples(params),
                                text(params.path("example_prompt")),
                                params.path("max_length").asInt())
                        .selectExamples(values(input.path("input_variables")));
            default -> chat(test, params, values);
        };
    }

    private static Object chat(JsonNode test, JsonNode params, Map<String, Object> values) {
        ChatPromptTemplate chat = chat(params).allowingOtherValues();
        return switch (test.path("method").asText()) {
            case "format" -> chat.format(values);
            case "format_messages" -> chat.formatMessages(values);
            default -> chat.formatPrompt(values).messages();
        };
    }

    private static List<Map<String, Object>> examples(JsonNode params) {
        List<Map<String, Object>> examples = new ArrayList<>();
        params.path("examples").forEach(example -> examples.add(values(example)));
        return examples;
    }

    private static FewShotPromptTemplate fewShot(JsonNode params) {
        FewShotPromptTemplate template = FewShotPromptTemplate.builder()
                .examples(examples(params))
                .examplePrompt(text(params.path("example_prompt")))
                .prefix(params.path("prefix").asText())
                .suffix(params.path("suffix").asText())
                .exampleSeparator(params.path("example_separator").asText())
                .build();
        for (Map.Entry<String, Object> partial :
                values(params.path("partial_variables")).entrySet()) {
            template = template.partial(partial.getKey(), partial.getValue());
        }
        return template;
    }

    private static PromptTemplate text(JsonNode params) {
        PromptTemplate template = PromptTemplate.of(
                TemplateFormat.of(params.path("template_format").asText()),
                params.path("template").asText());
        for (Map.Entry<String, Object> partial :
                values(params.path("partial_variables")).entrySet()) {
            template = template.partial(partial.getKey(), partial.getValue());
        }
        return template;
    }

    private static ChatPromptTemplate chat(JsonNode params) {
        ChatPromptTemplate template = ChatPromptTemplate.of();
        for (JsonNode message : params.path("messages")) {
            template = template.plus(part(message));
        }
        for (Map.Entry<String, Object> partial :
                values(params.path("partial_variables")).entrySet()) {
            template = template.partial(partial.getKey(), partial.getValue());
        }
        return template;
    }

    private static MessageTemplate part(JsonNode message) {
        if (message.has("content")) {
            return MessageTemplate.constant(message(message));
        }
        if (message.path("type").asText().equals("placeholder")) {
            MessagesPlaceholder place =
                    MessageTemplate.messages(message.path("variable_name").asText());
            place = message.path("n_messages").isInt()
                    ? place.last(message.path("n_messages").asInt())
                    : place;
            return message.path("optional").asBoolean() ? place.optional() : place;
        }
        if (message.path("prompt").isArray()) {
            List<ContentTemplate> parts = new ArrayList<>();
            message.path("prompt").forEach(part -> parts.add(new ContentTemplate.Text(text(part))));
            return MessageTemplate.user(parts.toArray(ContentTemplate[]::new));
        }
        PromptTemplate text = text(message.path("prompt"));
        return switch (ROLES.get(message.path("role").asText())) {
            case SYSTEM -> MessageTemplate.system(text);
            case AI -> MessageTemplate.ai(text);
            default -> MessageTemplate.user(text);
        };
    }

    private static Map<String, Object> values(JsonNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
        return values;
    }

    private static Object value(JsonNode node) {
        if (node.isArray() && (node.path(0).isArray() || node.path(0).has("role"))) {
            List<Message> messages = new ArrayList<>();
            node.forEach(message -> messages.add(message(message)));
            return messages;
        }
        return node.isObject() && node.isEmpty() ? "{}" : MAPPER.convertValue(node, Object.class);
    }

    private static Message message(JsonNode node) {
        if (node.path("content").isArray()) {
            List<Content> parts = new ArrayList<>();
            node.path("content")
                    .forEach(
                            part -> parts.add(new Content.Text(part.path("text").asText())));
            return new UserMessage(parts);
        }
        String text = (node.isArray() ? node.get(1) : node.path("content")).asText();
        String role = (node.isArray() ? node.get(0) : node.path("role")).asText();
        return switch (ROLES.get(role)) {
            case SYSTEM -> Message.system(text);
            case AI -> Message.ai(text);
            default -> Message.user(text);
        };
    }
}
