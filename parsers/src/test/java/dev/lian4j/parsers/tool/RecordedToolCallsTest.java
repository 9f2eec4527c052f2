package dev.lian4j.parsers.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ToolSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tool calls that OpenAI's and Ollama's models made, against the schemas that they were made for. */
class RecordedToolCallsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path API = Path.of(System.getProperty("lian4j.shared", "none"), "data", "api");

    private record Recorded(String file, ToolSpec spec, String arguments) {}

    enum Units {
        @JsonProperty("c")
        CELSIUS,
        @JsonProperty("f")
        FAHRENHEIT
    }

    record GetWeatherArgs(
            String city,
            String country,
            @JsonProperty(defaultValue = "c") Units units) {}

    record GetStockPrice(String ticker, String exchange) {}

    private static List<JsonNode> index() throws IOException {
        Path file = API.resolve("index.jsonl");
        assumeTrue(Files.exists(file), "no recorded replies at " + file);
        List<JsonNode> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode entry = JSON.readTree(line);
            if (entry.path("features").toString().contains("\"tool_calls\"")) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static JsonNode calls(JsonNode entry) throws IOException {
        JsonNode expected = entry.path("expected");
        JsonNode whole = expected.isMissingNode()
                ? JSON.readTree(API.resolve(entry.path("file").asText()).toFile())
                        .at("/choices/0/message")
                : expected.has("choices") ? expected.at("/choices/0") : expected;
        return whole.path("tool_calls");
    }

    private static Map<String, Object> schema(JsonNode entry, String name) {
        for (JsonNode tool : entry.at("/request/tools")) {
            if (tool.at("/function/name").asText().equals(name)) {
                return JSON.convertValue(tool.at("/function/parameters"), new TypeReference<>() {});
            }
        }
        return Map.of("type", "object"); // the request was not recorded
    }

    private static List<Recorded> recorded() throws IOException {
        List<Recorded> recorded = new ArrayList<>();
        for (JsonNode entry : index()) {
            for (JsonNode call : calls(entry)) {
                JsonNode function = call.has("function") ? call.path("function") : call;
                String name = function.path("name").asText();
                JsonNode arguments = function.path("arguments");
                recorded.add(new Recorded(
                        entry.path("file").asText(),
                        new ToolSpec(name, "", schema(entry, name)),
                        arguments.isTextual() ? arguments.asText() : arguments.toString()));
            }
        }
        return recorded;
    }

    @TestFactory
    List<DynamicTest> areReadAsTheyWereMeant() throws IOException {
        List<Recorded> all = recorded();
        assertThat(all).hasSizeGreaterThanOrEqualTo(18);
        return all.stream()
                .map(call ->
                        DynamicTest.dynamicTest(call.file() + " " + call.spec().name(), () -> check(call)))
                .toList();
    }

    private static void check(Recorded call) throws IOException {
        FunctionTool echo = FunctionTool.of(call.spec(), arguments -> arguments);

        ToolMessage told = echo.invoke(new ToolCall("1", call.spec().name(), call.arguments()));

        assertThat(told.error()).as(told.text()).isFalse();
        String meant = call.arguments().isEmpty() ? "{}" : call.arguments();
        assertThat(JSON.readTree(told.text())).isEqualTo(JSON.readTree(meant));
    }

    @Test
    void fitTheRecordsThatTheyWereMadeFor() throws IOException {
        List<String> heard = new ArrayList<>();
        Toolbox tools = Toolbox.of(
                FunctionTool.of("GetWeatherArgs", "", GetWeatherArgs.class, args -> heard.add(args.toString())),
                FunctionTool.of("get_stock_price", "", GetStockPrice.class, args -> heard.add(args.toString())));

        for (Recorded call : recorded()) {
            if (call.file().contains("096-")) {
                tools.invoke(new ToolCall("1", call.spec().name(), call.arguments()));
            }
        }

        assertThat(heard)
                .containsExactly(
                        "GetWeatherArgs[city=Edinburgh, country=GB, units=CELSIUS]",
                        "GetStockPrice[ticker=AAPL, exchange=NASDAQ]");
    }
}
