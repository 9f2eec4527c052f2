package dev.lian4j.core.observe;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The conventions' two histograms of calls of models: how long they took, and how many tokens. */
final class GenAiMetrics {

    private static final List<String> KEPT =
            List.of(GenAi.OPERATION, GenAi.PROVIDER, GenAi.REQUEST_MODEL, GenAi.RESPONSE_MODEL, GenAi.ERROR_TYPE);
    private static final double NANOS = 1e9;

    private final DoubleHistogram duration;
    private final LongHistogram tokens;

    GenAiMetrics(Meter meter) {
        this.duration = meter.histogramBuilder("gen_ai.client.operation.duration")
                .setUnit("s")
                .setDescription("How long operations of generative AI took")
                .build();
        this.tokens = meter.histogramBuilder("gen_ai.client.token.usage")
                .setUnit("{token}")
                .setDescription("The tokens that operations of generative AI took")
                .ofLongs()
                .build();
    }

    /** A step under way: what was known at its start, and whether a piece of its result has come. */
    record Call(Map<String, Object> known, AtomicBoolean pieces) {

        Call(Map<String, Object> known) {
            this(known, new AtomicBoolean());
        }

        boolean firstPiece() {
            return pieces.compareAndSet(false, true);
        }
    }

    void record(Call call, Map<String, Object> ended, Duration took) {
        if (!call.known().containsKey(GenAi.PROVIDER)) {
            return;
        }
        Map<String, Object> all = new LinkedHashMap<>(call.known());
        all.putAll(ended);
        Map<String, Object> kept = new LinkedHashMap<>(all);
        kept.keySet().retainAll(KEPT);
        duration.record(took.toNanos() / NANOS, Attribute.all(kept));
        count(all.get(GenAi.INPUT_TOKENS), "input", kept);
        count(all.get(GenAi.OUTPUT_TOKENS), "output", kept);
    }

    private void count(@Nullable Object number, String type, Map<String, Object> kept) {
        if (number instanceof Long count) {
            Attributes attributes = Attribute.all(kept).toBuilder()
                    .put("gen_ai.token.type", type)
                    .build();
            tokens.record(count, attributes);
        }
    }
}
