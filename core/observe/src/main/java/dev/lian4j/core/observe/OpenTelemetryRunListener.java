package dev.lian4j.core.observe;

import dev.lian4j.core.Piece;
import dev.lian4j.core.RunListener;
import dev.lian4j.core.Step;
import dev.lian4j.core.StepKind;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs as OpenTelemetry spans, by its semantic conventions for generative AI: models {@code chat}, embeddings, tools
 * {@code execute_tool} and retrievers {@code retrieval}; each other step is a span of its own name. A span's parent is
 * that of the step that called it, whatever thread it is on; the first step's is the one current on its thread: on the
 * caller's for {@code invoke}, none on that of a stream, unless told by {@link #below}. While a step runs its span is the current one, so that what it does over HTTP belongs to it. Prompts, answers,
 * arguments and results are left out unless asked for. Thread safe.
 */
public final class OpenTelemetryRunListener implements RunListener {

    private static final String SCOPE = "dev.lian4j";

    private final Tracer tracer;
    private final GenAiMetrics metrics;
    private final boolean content;
    private final Function<Step, String> provider;
    private final @Nullable Context above;
    private final Open<Live> open = new Open<>();

    private OpenTelemetryRunListener(
            Tracer tracer,
            GenAiMetrics metrics,
            boolean content,
            Function<Step, String> provider,
            @Nullable Context above) {
        this.tracer = tracer;
        this.metrics = metrics;
        this.content = content;
        this.provider = provider;
        this.above = above;
    }

    /** Spans and metrics without content; the provider's name is guessed from the step's. */
    public static OpenTelemetryRunListener of(OpenTelemetry telemetry) {
        return builder(telemetry).build();
    }

    /** Settings. */
    public static Builder builder(OpenTelemetry telemetry) {
        return new Builder(telemetry);
    }

    /** This listener for runs that belong to a span, such as {@code Context.current()}, whatever thread they start on. */
    public OpenTelemetryRunListener below(Context parent) {
        return new OpenTelemetryRunListener(tracer, metrics, content, provider, parent);
    }

    private Context above(Step step) {
        Live parent = open.parentOf(step);
        if (parent != null) {
            return parent.context();
        }
        return above == null ? Context.current() : above;
    }

    /** A step under way. The scope is closed on the thread that opened it, as listeners are told on the step's thread. */
    private record Live(Span span, Context context, Scope scope, GenAiMetrics.Call call) {}

    @Override
    @SuppressWarnings("MustBeClosedChecker") // closed when the step ends, which it does on this thread
    public void onStart(Step step, @Nullable Object input) {
        Map<String, Object> known = GenAi.started(step, input, provider.apply(step));
        Context caller = above(step);
        SpanBuilder builder = tracer.spanBuilder(GenAi.spanName(step, input))
                .setParent(caller)
                .setSpanKind(kind(step));
        builder.setAllAttributes(Attribute.all(known));
        if (content) {
            builder.setAllAttributes(Attribute.all(Content.of(input)));
        }
        Span span = builder.startSpan();
        Context context = caller.with(span);
        open.put(step, new Live(span, context, context.makeCurrent(), new GenAiMetrics.Call(known)));
    }

    private static SpanKind kind(Step step) {
        return step.kind() == StepKind.MODEL || step.kind() == StepKind.EMBEDDING ? SpanKind.CLIENT : SpanKind.INTERNAL;
    }

    @Override
    public void onPiece(Step step, Piece piece) {
        Live live = open.get(step);
        if (live != null && live.call().firstPiece()) {
            live.span().addEvent("gen_ai.first_piece");
        }
    }

    @Override
    public void onEnd(Step step, @Nullable Object output, Duration took) {
        Live live = open.remove(step);
        if (live == null) {
            return;
        }
        Map<String, Object> known = GenAi.ended(output);
        live.span().setAllAttributes(Attribute.all(known));
        if (content) {
            live.span().setAllAttributes(Attribute.all(Content.ofResult(output)));
        }
        end(live);
        metrics.record(live.call(), known, took);
    }

    @Override
    public void onError(Step step, Throwable error, Duration took) {
        Live live = open.remove(step);
        if (live == null) {
            return;
        }
        Map<String, Object> known = Map.of(GenAi.ERROR_TYPE, error.getClass().getName());
        live.span().setAllAttributes(Attribute.all(known));
        live.span().setStatus(StatusCode.ERROR, told(error));
        if (content) {
            live.span().recordException(error);
        }
        end(live);
        metrics.record(live.call(), known, took);
    }

    /** The message may quote a prompt or an answer. */
    private String told(Throwable error) {
        return content ? String.valueOf(error.getMessage()) : error.getClass().getSimpleName();
    }

    private static void end(Live live) {
        live.scope().close();
        live.span().end();
    }

    /** Whether no step is under way. */
    boolean idle() {
        return open.isEmpty();
    }

    /** Settings. Not thread safe. */
    public static final class Builder {

        private final OpenTelemetry telemetry;
        private boolean content;
        private Function<Step, String> provider = Providers::of;

        private Builder(OpenTelemetry telemetry) {
            this.telemetry = telemetry;
        }

        /** Whether prompts, answers, arguments, results and messages of errors are recorded; false by default. */
        public Builder captureContent(boolean all) {
            this.content = all;
            return this;
        }

        /** Whose model a step calls, for {@code gen_ai.provider.name}; guessed from the step's name by default. */
        public Builder provider(Function<Step, String> names) {
            this.provider = names;
            return this;
        }

        /** The listener. */
        public OpenTelemetryRunListener build() {
            GenAiMetrics metrics = new GenAiMetrics(telemetry.getMeter(SCOPE));
            return new OpenTelemetryRunListener(telemetry.getTracer(SCOPE), metrics, content, provider, null);
        }
    }
}
