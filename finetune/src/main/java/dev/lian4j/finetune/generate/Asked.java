package dev.lian4j.finetune.generate;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request asks of a model in this process; what that cannot do is an error. */
final class Asked {

    static final Set<ChatFeature> FEATURES = Set.of(
            ChatFeature.TEMPERATURE,
            ChatFeature.TOP_P,
            ChatFeature.TOP_K,
            ChatFeature.MAX_TOKENS,
            ChatFeature.STOP,
            ChatFeature.SEED,
            ChatFeature.FREQUENCY_PENALTY,
            ChatFeature.PRESENCE_PENALTY,
            ChatFeature.LOGIT_BIAS,
            ChatFeature.N,
            ChatFeature.LOGPROBS);

    private static final String REPETITION_PENALTY = "repetition_penalty";
    private static final double LEAST_TOP_P = 1e-9;

    private final ChatParameters parameters;

    private Asked(ChatParameters parameters) {
        this.parameters = parameters;
    }

    static Asked of(ChatRequest request, ChatParameters defaults, String name) {
        ChatRequest whole =
                new ChatRequest(request.messages(), request.parameters().orElse(defaults));
        Set<ChatFeature> lacking = EnumSet.noneOf(ChatFeature.class);
        lacking.addAll(whole.features());
        lacking.removeAll(FEATURES);
        if (!lacking.isEmpty()) {
            throw new ModelException("A model in this process cannot do what was asked for: " + lacking
                    + "; leave it out, or take a model of a server");
        }
        String model = whole.parameters().model();
        if (model != null && !model.equals(name)) {
            throw new ModelException("The model '" + model + "' was asked for, but this one is '" + name
                    + "'; open the other one, or leave the name out");
        }
        whole.parameters().extra().forEach(Asked::checkExtra);
        return new Asked(whole.parameters());
    }

    private static void checkExtra(String field, Object value) {
        if (!field.equals(REPETITION_PENALTY)) {
            throw new ModelException("A model in this process does not know the parameter '" + field + "'; it knows "
                    + REPETITION_PENALTY);
        }
        if (!(value instanceof Number number) || !(number.doubleValue() > 0)) {
            throw new ModelException("The parameter '" + field + "' must be a number above 0, was " + value);
        }
    }

    /** How many answers. */
    int answers() {
        return parameters.n() == null ? 1 : parameters.n();
    }

    /** For the answer of this index, so that several differ but repeat with their seed. */
    GenerationOptions options(int answer) {
        GenerationOptions.Builder options = GenerationOptions.builder()
                .maxTokens(or(parameters.maxTokens(), 0).intValue())
                .temperature(or(parameters.temperature(), 0).doubleValue())
                .topK(or(parameters.topK(), 0).intValue())
                .topP(Math.max(LEAST_TOP_P, or(parameters.topP(), 1).doubleValue()))
                .frequencyPenalty(or(parameters.frequencyPenalty(), 0).doubleValue())
                .presencePenalty(or(parameters.presencePenalty(), 0).doubleValue())
                .repetitionPenalty(extra(REPETITION_PENALTY, 1))
                .logitBias(biases())
                .stop(parameters.stop())
                .topLogprobs(or(parameters.topLogprobs(), -1).intValue());
        return parameters.seed() == null
                ? options.build()
                : options.seed((long) parameters.seed() + answer).build();
    }

    private static Number or(@Nullable Number asked, Number absent) {
        return asked == null ? absent : asked;
    }

    private double extra(String field, double absent) {
        return parameters.extra().get(field) instanceof Number number ? number.doubleValue() : absent;
    }

    private Map<Integer, Double> biases() {
        Map<Integer, Double> biases = new HashMap<>();
        parameters.logitBias().forEach((token, bias) -> biases.put(number(token), bias));
        return biases;
    }

    private static int number(String token) {
        try {
            return Integer.parseInt(token);
        } catch (NumberFormatException e) {
            throw new ModelException(
                    "logitBias names the token '" + token + "', but wants its number", ModelException.Details.NONE, e);
        }
    }
}
