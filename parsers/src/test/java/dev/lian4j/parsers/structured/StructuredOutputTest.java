package dev.lian4j.parsers.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.ToolChoice;
import dev.lian4j.core.model.ToolSpec;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructuredOutputTest {

    enum Mood {
        GOOD,
        BAD
    }

    record Line(String item, int count) {}

    record Invoice(String customer, BigDecimal total, List<Line> lines, Optional<String> note) {}

    sealed interface Animal {}

    record Dog(String name) implements Animal {}

    record Cat(String name, int lives) implements Animal {}

    record Counts(Map<String, Integer> byWord) {}

    private static final String JSON =
            "{\"customer\":\"王先生\",\"total\":12.50,\"lines\":[{\"item\":\"笔\",\"count\":5}],\"note\":null}";
    private static final Invoice INVOICE =
            new Invoice("王先生", new BigDecimal("12.50"), List.of(new Line("笔", 5)), Optional.empty());
    private static final ChatRequest QUESTION = ChatRequest.of("读这张发票");

    private final ScriptedModel model = new ScriptedModel();

    private static String last(ChatRequest request) {
        return request.messages().get(request.messages().size() - 1).text();
    }

    @Test
    void asksForTheSchemaWhereTheModelHoldsToOne() {
        Invoice invoice = StructuredOutput.of(model.text(JSON), Invoice.class).invoke(QUESTION);

        assertThat(invoice).isEqualTo(INVOICE);
        ChatRequest asked = model.asked.get(0);
        assertThat(asked.messages()).isEqualTo(QUESTION.messages());
        assertThat(asked.parameters().tools()).isEmpty();
        assertThat(asked.parameters().responseFormat())
                .isInstanceOfSatisfying(ResponseFormat.JsonSchema.class, format -> {
                    assertThat(format.name()).isEqualTo("Invoice");
                    assertThat(format.strict()).isTrue();
                    assertThat(format.schema())
                            .containsEntry("required", List.of("customer", "total", "lines", "note"))
                            .containsEntry("additionalProperties", false);
                });
    }

    @Test
    void asksForTheSchemaLooselyWhereItHasAMap() {
        StructuredOutput.of(model.text("{\"byWord\":{\"天\":1}}"), Counts.class).invoke(QUESTION);

        assertThat(model.asked.get(0).parameters().responseFormat())
                .isInstanceOfSatisfying(
                        ResponseFormat.JsonSchema.class,
                        format -> assertThat(format.strict()).isFalse());
    }

    @Test
    void forcesAToolCallWhereTheModelHasOnlyTools() {
        model.lacking(ChatFeature.JSON_SCHEMA).call("Invoice", JSON);

        assertThat(StructuredOutput.of(model, Invoice.class).invoke(QUESTION)).isEqualTo(INVOICE);
        ChatParameters asked = model.asked.get(0).parameters();
        assertThat(asked.tools()).extracting(ToolSpec::name).containsExactly("Invoice");
        assertThat(asked.tools().get(0).parameters()).containsEntry("required", List.of("customer", "total", "lines"));
        assertThat(asked.toolChoice()).isEqualTo(new ToolChoice.Named("Invoice"));
        assertThat(asked.parallelToolCalls()).isFalse();
        assertThat(asked.responseFormat()).isNull();
    }

    @Test
    void asksForNothingThatTheModelLacks() {
        ChatFeature[] all = ChatFeature.values();
        for (ChatFeature one : all) {
            ScriptedModel lacking = new ScriptedModel().lacking(all).text(JSON);
            StructuredOutput.of(lacking, Invoice.class).invoke(QUESTION);
            assertThat(lacking.asked.get(0).features()).isEmpty();

            ScriptedModel without = new ScriptedModel().lacking(one).text(JSON);
            StructuredOutput.of(without, Invoice.class).invoke(QUESTION);
            assertThat(without.asked.get(0).features()).doesNotContain(one);
        }
    }

    @Test
    void instructsAModelThatHasNeither() {
        model.lacking(ChatFeature.JSON_SCHEMA, ChatFeature.TOOL_CHOICE).text("好的：\n```json\n" + JSON + "\n```");

        assertThat(StructuredOutput.of(model, Invoice.class).inChinese().invoke(QUESTION))
                .isEqualTo(INVOICE);
        ChatRequest asked = model.asked.get(0);
        assertThat(asked.messages()).hasSize(1);
        assertThat(last(asked)).startsWith("读这张发票\n\n只用一个符合下面 JSON Schema").contains("\"customer\"");
        assertThat(asked.parameters().responseFormat()).isEqualTo(new ResponseFormat.JsonObject());
    }

    @Test
    void instructionsFollowWhateverMessageIsLast() {
        Content image = new Content.Image(URI.create("https://example.com/a.png"));
        List<ChatRequest> requests = List.of(
                ChatRequest.of(Message.user("Read"), Message.ai("Which?")),
                ChatRequest.of(UserMessage.of(new Content.Text("Read"), image)));
        for (ChatRequest request : requests) {
            ScriptedModel scripted = new ScriptedModel().text(JSON);
            StructuredOutput.of(scripted, Invoice.class)
                    .withMode(StructuredMode.INSTRUCTIONS)
                    .invoke(request);
            assertThat(last(scripted.asked.get(0))).contains("JSON Schema");
            assertThat(scripted.asked.get(0).text()).contains("Read");
        }
    }

    @ParameterizedTest
    @CsvSource({"NATIVE_SCHEMA", "TOOL_CALL", "INSTRUCTIONS"})
    void aModeThatIsSaidIsKept(StructuredMode mode) {
        StructuredOutput.of(model.text(JSON), Invoice.class).withMode(mode).invoke(QUESTION);

        ChatParameters asked = model.asked.get(0).parameters();
        assertThat(asked.responseFormat() instanceof ResponseFormat.JsonSchema)
                .isEqualTo(mode == StructuredMode.NATIVE_SCHEMA);
        assertThat(asked.tools().isEmpty()).isEqualTo(mode != StructuredMode.TOOL_CALL);
    }

    @Test
    void theRequestsOwnParametersAreKept() {
        ChatRequest hot =
                QUESTION.with(ChatParameters.builder().temperature(1.5).seed(7).build());

        StructuredOutput.of(model.text(JSON), Invoice.class).invoke(hot);

        assertThat(model.asked.get(0).parameters().temperature()).isEqualTo(1.5);
        assertThat(model.asked.get(0).parameters().seed()).isEqualTo(7);
    }

    @Test
    void tellsTheModelWhatIsWrongOnce() {
        String wrong = JSON.replace("\"王先生\"", "5");
        model.text(wrong).text(JSON);

        assertThat(StructuredOutput.of(model, Invoice.class).invoke(QUESTION)).isEqualTo(INVOICE);
        List<Message> second = model.asked.get(1).messages();
        assertThat(second).hasSize(3);
        assertThat(second.get(1)).isEqualTo(Message.ai(wrong));
        assertThat(second.get(2).text())
                .contains("at $.customer integer found, string expected")
                .contains("Give the whole answer again");
        assertThat(model.asked.get(1).parameters()).isEqualTo(model.asked.get(0).parameters());
    }

    @Test
    void tellsTheModelWhatIsWrongAsTheToolsResult() {
        model.call("Invoice", "{\"customer\":").call("Invoice", JSON);

        assertThat(StructuredOutput.of(model, Invoice.class)
                        .withMode(StructuredMode.TOOL_CALL)
                        .inChinese()
                        .invoke(QUESTION))
                .isEqualTo(INVOICE);
        assertThat(model.asked.get(1).messages().get(2)).isInstanceOfSatisfying(ToolMessage.class, told -> {
            assertThat(told.toolCallId()).isEqualTo("call_0");
            assertThat(told.error()).isTrue();
            assertThat(told.text()).startsWith("你的答案无法使用：");
        });
    }

    @Test
    void answersEveryToolCallBeforeItAsksAgain() {
        model.call("search", "{}").text(JSON);

        assertThat(StructuredOutput.of(model, Invoice.class).invoke(QUESTION)).isEqualTo(INVOICE);
        assertThat(model.asked.get(1).messages().get(2)).isInstanceOf(ToolMessage.class);
    }

    @Test
    void anEmptyAnswerIsNotSentBack() {
        model.text("").text(JSON);

        assertThat(StructuredOutput.of(model, Invoice.class).invoke(QUESTION)).isEqualTo(INVOICE);
        assertThat(model.asked.get(1).messages()).hasSize(2);
        assertThat(last(model.asked.get(1))).contains("The output is empty");
    }

    @Test
    void givesUpAfterItsRepairsWithTheLastAnswer() {
        model.text("one").text("two").text("three").text("never");

        assertThatExceptionOfType(OutputParserException.class)
                .isThrownBy(() ->
                        StructuredOutput.of(model, Invoice.class).withRepairs(2).invoke(QUESTION))
                .satisfies(e -> assertThat(e.output()).isEqualTo("three"));
        assertThat(model.asked).hasSize(3);
        assertThat(model.asked.get(2).messages()).hasSize(5);
    }

    @Test
    void withoutRepairsItAsksOnce() {
        model.text("one").text(JSON);

        assertThatExceptionOfType(OutputParserException.class)
                .isThrownBy(() ->
                        StructuredOutput.of(model, Invoice.class).withRepairs(0).invoke(QUESTION));
        assertThat(model.asked).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StructuredOutput.of(model, Invoice.class).withRepairs(-1));
    }

    @Test
    void anAnswerThatIsCutIsNotAskedForAgain() {
        model.text(JSON.substring(0, JSON.length() - 1), FinishReason.LENGTH).text(JSON);

        assertThatExceptionOfType(OutputParserException.class)
                .isThrownBy(() -> StructuredOutput.of(model, Invoice.class).invoke(QUESTION))
                .withMessageContaining("raise maxTokens");
        assertThat(model.asked).hasSize(1);
    }

    @Test
    void anAnswerThatWasFilteredIsNotUsed() {
        model.text(JSON, FinishReason.CONTENT_FILTER).text(JSON);

        assertThatExceptionOfType(OutputParserException.class)
                .isThrownBy(() -> StructuredOutput.of(model, Invoice.class).invoke(QUESTION))
                .withMessageContaining("filter");
        assertThat(model.asked).hasSize(1);
    }

    @Test
    void aValueMustPassTheValidator() {
        model.text(JSON).text(JSON.replace("12.50", "13"));
        StructuredOutput<Invoice> output = StructuredOutput.of(model, Invoice.class)
                .withValidator(
                        invoice -> invoice.total().scale() > 0 ? List.of("total must be whole", "总额必须是整数") : List.of());

        assertThat(output.invoke(QUESTION).total()).isEqualTo(new BigDecimal("13"));
        assertThat(last(model.asked.get(1))).contains("The value is not valid: total must be whole; 总额必须是整数.");
    }

    @Test
    void listsEnumsSealedTypesAndPlainValuesAreAskedForAsObjects() {
        model.text("{\"value\":[{\"item\":\"笔\",\"count\":5}]}")
                .text("{\"value\":\"BAD\"}")
                .text("{\"value\":{\"type\":\"Cat\",\"name\":\"咪咪\",\"lives\":9}}")
                .text("{\"value\":true}");

        assertThat(StructuredOutput.listOf(model, Line.class).invoke(QUESTION)).containsExactly(new Line("笔", 5));
        assertThat(StructuredOutput.of(model, Mood.class).invoke(QUESTION)).isEqualTo(Mood.BAD);
        assertThat(StructuredOutput.of(model, Animal.class).invoke(QUESTION)).isEqualTo(new Cat("咪咪", 9));
        assertThat(StructuredOutput.of(model, Boolean.class).invoke(QUESTION)).isTrue();
        assertThat(model.asked)
                .extracting(request -> request.parameters().responseFormat())
                .allSatisfy(format -> assertThat(((ResponseFormat.JsonSchema) format).schema())
                        .containsEntry("type", "object")
                        .containsEntry("required", List.of("value")));
    }

    @Test
    void piecesOfTheFirstAnswerPass() {
        model.text(JSON);
        try (Streamed<Invoice> run = StructuredOutput.of(model, Invoice.class).stream(QUESTION)) {
            assertThat(String.join("", run.text().toList())).isEqualTo(JSON);
            assertThat(run.result()).isEqualTo(INVOICE);
        }
    }

    @Test
    void piecesOfARepairStayWithin() {
        model.text("wrong").text(JSON);
        List<Piece> pieces = new ArrayList<>();

        Invoice invoice = StructuredOutput.of(model, Invoice.class).invoke(QUESTION, pieces::add);

        assertThat(invoice).isEqualTo(INVOICE);
        assertThat(pieces).hasSize("wrong".length());
    }

    @Test
    void partsOfAToolCallPass() {
        List<Piece> pieces = new ArrayList<>();

        StructuredOutput.of(model.call("Invoice", JSON), Invoice.class)
                .withMode(StructuredMode.TOOL_CALL)
                .invoke(QUESTION, pieces::add);

        assertThat(pieces).containsExactly(new Piece.ToolCallDelta(0, "call_0", "Invoice", JSON));
    }

    @Test
    void theAnswerCanBeHadBesideTheValue() {
        StructuredResponse<Invoice> both = StructuredOutput.of(model.text(JSON), Invoice.class)
                .withResponse()
                .invoke(QUESTION);

        assertThat(both.value()).isEqualTo(INVOICE);
        assertThat(both.response().text()).isEqualTo(JSON);
        assertThat(both.response().model()).isEqualTo("scripted");
    }
}
