package dev.lian4j.core.observe;

import dev.lian4j.core.RunListener;
import dev.lian4j.core.Step;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs as Micrometer observations, from which its handlers make timers and spans. A model, embedding, tool or retriever is
 * an observation {@code gen_ai.client.operation}, any other step {@code lian4j.step}; the keys are those of
 * OpenTelemetry's conventions, with few values for timers and many for spans. An observation's parent is that of the step
 * that called it, whatever thread it is on; the first step's is the one current on its thread: on the caller's for
 * {@code invoke}, none on that of a stream, unless told by {@link #below}. Prompts and answers are left out
 * unless asked for. Thread safe.
 */
public final class MicrometerRunListener implements RunListener {

    private static final String OPERATION = "gen_ai.client.operation";
    private static final String STEP = "lian4j.step";
    private static final String NONE = "none";

    /** Keys whose values are few. Each observation of a name has all of them, as some registries of meters demand. */
    private static final List<String> FEW = List.of(
            GenAi.NAME,
            GenAi.KIND,
            GenAi.OPERATION,
            GenAi.PROVIDER,
            GenAi.REQUEST_MODEL,
            GenAi.RESPONSE_MODEL,
            GenAi.TOOL_NAME);

    private final ObservationRegistry registry;
    private final boolean content;
    private final Function<Step, String> provider;
    private final @Nullable Observation above;
    private final Open<Live> open = new Open<>();

    private MicrometerRunListener(
            ObservationRegistry registry,
            boolean content,
            Function<Step, String> provider,
            @Nullable Observation above) {
        this.registry = registry;
        this.content = content;
        this.provider = provider;
        this.above = above;
    }

    /** Observations without content; the provider's name is guessed from the step's. */
    public static MicrometerRunListener of(ObservationRegistry registry) {
        return new MicrometerRunListener(registry, false, Providers::of, null);
    }

    /** This listener, recording prompts, answers, arguments and results too. */
    public MicrometerRunListener capturingContent() {
        return new MicrometerRunListener(registry, true, provider, above);
    }

    /** This listener, told whose model a step calls. */
    public MicrometerRunListener withProvider(Function<Step, String> names) {
        return new MicrometerRunListener(registry, content, names, above);
    }

    /** This listener for runs that belong to an observation, whatever thread they start on. */
    public MicrometerRunListener below(Observation parent) {
        return new MicrometerRunListener(registry, content, provider, parent);
    }

    /** A step under way. The scope is closed on the thread that opened it, as listeners are told on the step's thread. */
    private record Live(Observation observation, Observation.Scope scope) {}

    @Override
    public void onStart(Step step, @Nullable Object input) {
        boolean known = GenAi.operation(step) != null;
        Observation observation = Observation.createNotStarted(known ? OPERATION : STEP, registry)
                .contextualName(GenAi.spanName(step, input));
        Live parent = open.parentOf(step);
        Observation caller = parent == null ? above : parent.observation();
        if (caller != null) {
            observation.parentObservation(caller);
        }
        FEW.forEach(key -> observation.lowCardinalityKeyValue(key, NONE));
        add(observation, GenAi.started(step, input, provider.apply(step)));
        if (content) {
            add(observation, Content.of(input));
        }
        observation.start();
        open.put(step, new Live(observation, observation.openScope()));
    }

    private static void add(Observation observation, Map<String, Object> values) {
        values.forEach((key, value) -> {
            if (FEW.contains(key)) {
                observation.lowCardinalityKeyValue(key, String.valueOf(value));
            } else {
                observation.highCardinalityKeyValue(key, String.valueOf(value));
            }
        });
    }

    @Override
    public void onEnd(Step step, @Nullable Object output, Duration took) {
        Live live = open.remove(step);
        if (live != null) {
            add(live.observation(), GenAi.ended(output));
            if (content) {
                add(live.observation(), Content.ofResult(output));
            }
            end(live);
        }
    }

    @Override
    public void onError(Step step, Throwable error, Duration took) {
        Live live = open.remove(step);
        if (live != null) {
            live.observation().error(error);
            end(live);
        }
    }

    private static void end(Live live) {
        live.scope().close();
        live.observation().stop();
    }

    /** Whether no step is under way. */
    boolean idle() {
        return open.isEmpty();
    }
}
