package dev.lian4j.models.local;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.models.local.worker.Sampling;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parameters as the native library takes them; what it cannot do is an error. */
final class Decoding {

    /** Fields of {@link ChatParameters#extra} that are understood: llama.cpp's names. */
    private static final Map<String, Sampling> EXTRA = new TreeMap<>(Map.of(
            "top_k", Sampling.TOP_K,
            "min_p", Sampling.MIN_P,
            "repeat_penalty", Sampling.REPEAT_PENALTY,
            "frequency_penalty", Sampling.FREQUENCY_PENALTY,
            "presence_penalty", Sampling.PRESENCE_PENALTY));

    /** What parameters may ask for. */
    static final Set<ChatFeature> FEATURES = Collections.unmodifiableSet(EnumSet.of(
            ChatFeature.TEMPERATURE,
            ChatFeature.TOP_P,
            ChatFeature.TOP_K,
            ChatFeature.MAX_TOKENS,
            ChatFeature.STOP,
            ChatFeature.SEED,
            ChatFeature.FREQUENCY_PENALTY,
            ChatFeature.PRESENCE_PENALTY,
            ChatFeature.JSON_OBJECT,
            ChatFeature.JSON_SCHEMA));

    private Decoding() {}

    /**
     * The numbers that were asked for.
     *
     * @throws ModelException if something was asked for that a local model does not do
     */
    static Map<Sampling, Double> of(ChatParameters parameters, String model) {
        Set<ChatFeature> lacking = parameters.features();
        lacking.removeAll(FEATURES);
        if (!lacking.isEmpty()) {
            throw new ModelException("A local model cannot do what was asked for: " + lacking
                    + "; leave it out, or use a model of a server");
        }
        if (parameters.model() != null && !parameters.model().equals(model)) {
            throw new ModelException("The model '" + parameters.model() + "' was asked for, but this one is '" + model
                    + "'; open the other one, or leave the name out");
        }
        Map<Sampling, Double> numbers = new EnumMap<>(Sampling.class);
        put(numbers, Sampling.TEMPERATURE, parameters.temperature());
        put(numbers, Sampling.TOP_P, parameters.topP());
        put(numbers, Sampling.TOP_K, parameters.topK());
        put(numbers, Sampling.FREQUENCY_PENALTY, parameters.frequencyPenalty());
        put(numbers, Sampling.PRESENCE_PENALTY, parameters.presencePenalty());
        put(numbers, Sampling.SEED, seed(parameters.seed()));
        parameters.extra().forEach((field, value) -> extra(numbers, field, value));
        return numbers;
    }

    /** To the library -1 means "by chance"; a seed never does. */
    private static @Nullable Integer seed(@Nullable Integer seed) {
        return seed != null && seed == -1 ? Integer.valueOf(Integer.MIN_VALUE) : seed;
    }

    private static void extra(Map<Sampling, Double> numbers, String field, Object value) {
        Sampling number = EXTRA.get(field);
        if (number == null) {
            throw new ModelException(
                    "A local model does not know the parameter '" + field + "'; it knows " + EXTRA.keySet());
        }
        if (!(value instanceof Number n) || !Double.isFinite(n.doubleValue())) {
            throw new ModelException("The parameter '" + field + "' must be a number, was " + value);
        }
        put(numbers, number, n);
    }

    private static void put(Map<Sampling, Double> numbers, Sampling key, @Nullable Number value) {
        if (value != null) {
            numbers.put(key, value.doubleValue());
        }
    }
}
