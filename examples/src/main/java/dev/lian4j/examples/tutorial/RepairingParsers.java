package dev.lian4j.examples.tutorial;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.testing.FakeChatModel;
import dev.lian4j.models.testing.ScriptedChatModel;
import dev.lian4j.parsers.BooleanOutputParser;
import dev.lian4j.parsers.JsonKeyToolCallParser;
import dev.lian4j.parsers.JsonOutputParser;
import dev.lian4j.parsers.ToolCallParser;
import dev.lian4j.parsers.ToolCallsParser;
import dev.lian4j.parsers.repair.OutputFixingParser;
import dev.lian4j.parsers.repair.RetryWithErrorOutputParser;
import java.util.List;

/** Answers that do not fit at once: mended, asked for again, or shown as they grow. The models are scripted; no key. */
public final class RepairingParsers {

    private RepairingParsers() {}

    record Trip(String city, List<String> sights) {}

    /** Shows each. */
    public static void main(String[] args) {
        FakeChatModel fixer = FakeChatModel.of("YES");
        System.out.println(
                OutputFixingParser.of(BooleanOutputParser.create(), fixer).parse("certainly, why not"));

        FakeChatModel again = FakeChatModel.of("{\"city\": \"北京\", \"sights\": [\"故宫\"]}");
        System.out.println(RetryWithErrorOutputParser.of(JsonOutputParser.of(Trip.class), again)
                .parseWithPrompt("北京很好玩", ChatRequest.of("去哪里玩?")));
        growing();
        toolCalls();
    }

    private static void toolCalls() {
        ScriptedChatModel model = ScriptedChatModel.script()
                .expectAny()
                .callTool("Trip", "{\"city\": \"成都\", \"sights\": []}")
                .build();
        ChatResponse response = model.invoke(ChatRequest.of("去哪里玩?"));
        System.out.println(ToolCallsParser.create().invoke(response));
        System.out.println(ToolCallParser.of("Trip", Trip.class).invoke(response));
        System.out.println(JsonKeyToolCallParser.of("Trip").invoke(response));
    }

    private static void growing() {
        JsonOutputParser<Trip> parser = JsonOutputParser.of(Trip.class);
        ScriptedChatModel model = ScriptedChatModel.script().expectAny().stream(
                        "{\"city\": \"西", "安\", \"sights\": [\"钟楼\", ", "\"兵马俑\"]}")
                .build();
        Chain<ChatRequest, Trip> chain = model.then(parser);
        try (Streamed<Trip> run = chain.stream(ChatRequest.of("去哪里玩?"))) {
            parser.snapshots().of(run).forEach(System.out::println);
        }
    }
}
