package dev.lian4j.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Chain;
import dev.lian4j.core.error.ModelTimeoutException;
import dev.lian4j.core.message.ToolCall;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenTelemetryRunListenerTest {

    @RegisterExtension
    static final OpenTelemetryExtension SDK = OpenTelemetryExtension.create();

    private final OpenTelemetryRunListener listener = OpenTelemetryRunListener.of(SDK.getOpenTelemetry());

    private static SpanData span(String name) {
        return SDK.getSpans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Object value(SpanData span, String key) {
        Map<String, Object> values = new HashMap<>();
        span.getAttributes().forEach((name, value) -> values.put(name.getKey(), value));
        return values.getOrDefault(key, "absent");
    }

    @Test
    void describesAModelByTheConventions() {
        Steps.MODEL.withListener(listener).invoke(Steps.request());

        SpanData span = span("chat gpt-test");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(value(span, "gen_ai.operation.name")).isEqualTo("chat");
        assertThat(value(span, "gen_ai.provider.name")).isEqualTo("openai");
        assertThat(value(span, "gen_ai.request.model")).isEqualTo("gpt-test");
        assertThat(value(span, "gen_ai.request.temperature")).isEqualTo(0.5);
        assertThat(value(span, "gen_ai.request.max_tokens")).isEqualTo(100L);
        assertThat(value(span, "gen_ai.request.stop_sequences")).isEqualTo(List.of("完"));
        assertThat(value(span, "gen_ai.response.model")).isEqualTo("gpt-test-2026");
        assertThat(value(span, "gen_ai.response.finish_reasons")).isEqualTo(List.of("stop"));
        assertThat(value(span, "gen_ai.usage.input_tokens")).isEqualTo(12L);
        assertThat(value(span, "gen_ai.usage.output_tokens")).isEqualTo(5L);
        assertThat(value(span, "gen_ai.usage.cache_read.input_tokens")).isEqualTo(4L);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void namesToolsRetrieversEmbeddingsAndOtherSteps() {
        Steps.tool().withListener(listener).invoke(new ToolCall("c", "weather", "{}"));
        Steps.retriever().withListener(listener).invoke("问");
        Steps.embeddings().named("OpenAiEmbeddings").withListener(listener).invoke(List.of("文"));
        Chain.of(String::length).named("count").withListener(listener).invoke("四个汉字");

        assertThat(SDK.getSpans())
                .extracting(SpanData::getName)
                .contains("execute_tool weather", "embeddings OpenAiEmbeddings", "count")
                .anyMatch(name -> name.startsWith("retrieval "));
        assertThat(value(span("execute_tool weather"), "gen_ai.tool.name")).isEqualTo("weather");
        assertThat(value(span("execute_tool weather"), "gen_ai.tool.call.id")).isEqualTo("c");
        assertThat(value(span("embeddings OpenAiEmbeddings"), "gen_ai.embeddings.dimension.count"))
                .isEqualTo(1L);
        assertThat(span("embeddings OpenAiEmbeddings").getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span("count").getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(value(span("count"), "gen_ai.operation.name")).isEqualTo("absent");
    }

    @Test
    void leavesOutWhatWasSaidUnlessAskedFor() {
        Steps.MODEL.withListener(listener).invoke(Steps.request());
        assertThatThrownBy(() -> Steps.FAILING.withListener(listener).invoke(Steps.request()))
                .isInstanceOf(ModelTimeoutException.class);
        assertThat(SDK.getSpans().toString()).doesNotContain("秘密");

        SDK.clearSpans();
        var telling = OpenTelemetryRunListener.builder(SDK.getOpenTelemetry())
                .captureContent(true)
                .build();
        Steps.MODEL.withListener(telling).invoke(Steps.request());
        assertThat(value(span("chat gpt-test"), "gen_ai.input.messages"))
                .asString()
                .contains("\"role\": \"user\"", Steps.SECRET);
        assertThat(value(span("chat gpt-test"), "gen_ai.output.messages"))
                .asString()
                .contains("\"role\": \"assistant\"", "秘密的回答");
    }

    @Test
    void marksAFailure() {
        assertThatThrownBy(() -> Steps.FAILING.withListener(listener).invoke(Steps.request()))
                .isInstanceOf(ModelTimeoutException.class);

        SpanData span = span("chat gpt-test");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(value(span, "error.type")).isEqualTo(ModelTimeoutException.class.getName());
        assertThat(value(span, "gen_ai.provider.name")).isEqualTo("anthropic");
        assertThat(listener.idle()).isTrue();
    }

    @Test
    void parentsAreThoseOfTheRunAcrossThreads() {
        Span request =
                SDK.getOpenTelemetry().getTracer("test").spanBuilder("request").startSpan();
        try (Scope ignored = request.makeCurrent()) {
            Steps.parallel().withListener(listener).invoke(Steps.request());
        } finally {
            request.end();
        }
        SpanData both = span("both");
        assertThat(both.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
        assertThat(SDK.getSpans())
                .filteredOn(span -> span.getName().equals("chat gpt-test"))
                .hasSize(2)
                .allSatisfy(span -> {
                    assertThat(span.getParentSpanId()).isEqualTo(both.getSpanId());
                    assertThat(span.getTraceId()).isEqualTo(both.getTraceId());
                });
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void isCurrentWhileTheStepRunsOnAnyThread() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        Chain<String, String> inner = (text, run) -> {
            seen.complete(Span.current().getSpanContext().getSpanId());
            return text;
        };
        inner.named("inner")
                .withTimeout(Duration.ofMinutes(1))
                .withListener(listener)
                .invoke("x");

        assertThat(SDK.getSpans()).extracting(SpanData::getSpanId).contains(seen.get());
        assertThat(SDK.getSpans())
                .filteredOn(span -> span.getSpanId().equals(seen.getNow("")))
                .allMatch(span -> span.getParentSpanContext().isValid());
    }

    @Test
    void tellsWhenTheFirstPieceCame() {
        try (var stream = Steps.MODEL.withListener(listener).stream(Steps.request())) {
            assertThat(stream.text()).containsExactly("秘密的", "回答");
        }
        assertThat(span("chat gpt-test").getEvents())
                .hasSize(1)
                .first()
                .extracting(event -> event.getName())
                .isEqualTo("gen_ai.first_piece");
    }

    @Test
    void measuresTimeAndTokens() {
        // Made here: the extension forgets instruments that are older than the test.
        Steps.MODEL
                .withListener(OpenTelemetryRunListener.of(SDK.getOpenTelemetry()))
                .invoke(Steps.request());

        var metrics = SDK.getMetrics();
        assertThat(metrics)
                .extracting(metric -> metric.getName())
                .contains("gen_ai.client.operation.duration", "gen_ai.client.token.usage");
        var tokens = metrics.stream()
                .filter(metric -> metric.getName().equals("gen_ai.client.token.usage"))
                .findFirst()
                .orElseThrow();
        assertThat(tokens.getHistogramData().getPoints())
                .extracting(point -> point.getAttributes().get(AttributeKey.stringKey("gen_ai.token.type")))
                .contains("input", "output");
    }

    @Test
    void keepsNothingOfRunsThatHaveEnded() {
        var chain = Steps.parallel().withListener(listener);
        chain.batch(List.of(Steps.request(), Steps.request(), Steps.request()), 3);

        assertThat(listener.idle()).isTrue();
        assertThat(SDK.getSpans())
                .filteredOn(span -> span.getName().equals("both"))
                .hasSize(3);
        assertThat(SDK.getSpans().stream().map(SpanData::getTraceId).distinct()).hasSize(3);
    }

    @Test
    void aProviderThatCannotBeNamedDoesNotBreakTheRun() {
        var bad = OpenTelemetryRunListener.builder(SDK.getOpenTelemetry())
                .provider(step -> {
                    throw new IllegalStateException("unknown");
                })
                .build();
        assertThat(Steps.MODEL.withListener(bad).invoke(Steps.request()).text()).isEqualTo("秘密的回答");
        assertThat(SDK.getSpans()).isEmpty();
    }

    @Test
    void aStreamBelongsToTheSpanThatItIsTold() {
        Span request =
                SDK.getOpenTelemetry().getTracer("test").spanBuilder("request").startSpan();
        var told = listener.below(Context.root().with(request));
        try (var stream = Steps.MODEL.withListener(told).stream(Steps.request())) {
            assertThat(stream.result().text()).isEqualTo("秘密的回答");
        }
        request.end();

        assertThat(span("chat gpt-test").getTraceId())
                .isEqualTo(request.getSpanContext().getTraceId());
    }

    @Test
    void tellsACompletionFromAChat() {
        Steps.TEXT.withListener(listener).invoke(Steps.request());

        assertThat(SDK.getSpans())
                .filteredOn(span -> value(span, "gen_ai.operation.name").equals("text_completion"))
                .hasSize(1);
    }
}
