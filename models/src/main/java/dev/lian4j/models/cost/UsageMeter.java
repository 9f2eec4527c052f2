package dev.lian4j.models.cost;

import dev.lian4j.core.Interceptor;
import dev.lian4j.core.RunListener;
import dev.lian4j.core.Step;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up tokens and costs of every chat and language model called below it: {@code chain.withListener(meter)}. Calls
 * are counted under the name that the provider tells, replies from a cache are not, retried calls each. What has no
 * price is said to have none. LangChain's {@code get_openai_callback}, for every provider. Thread safe.
 */
public final class UsageMeter implements RunListener {

    private final PriceTable prices;
    private final Map<String, ModelUsage> byModel = new ConcurrentHashMap<>();

    private UsageMeter(PriceTable prices) {
        this.prices = prices;
    }

    /** Nothing used yet; costs by this table. */
    public static UsageMeter of(PriceTable prices) {
        return new UsageMeter(prices);
    }

    @Override
    public void onEnd(Step step, @Nullable Object output, Duration took) {
        if (step.kind() == StepKind.MODEL && output instanceof ChatResponse reply) {
            add(reply.model().isEmpty() ? step.name() : reply.model(), reply.usage());
        } else if (step.kind() == StepKind.MODEL && output instanceof Completion text) {
            add(text.model().isEmpty() ? step.name() : text.model(), text.usage());
        }
    }

    /** Under the step's name: an error does not tell the model's. */
    @Override
    public void onError(Step step, Throwable error, Duration took) {
        if (step.kind() == StepKind.MODEL && !(error instanceof CancelledException)) {
            add(step.name(), new ModelUsage(0, 1, 0, 0, 0, 0, BigDecimal.ZERO, 0));
        }
    }

    private void add(String model, TokenUsage usage) {
        Optional<BigDecimal> cost = usage.input() == 0 && usage.output() == 0
                ? Optional.empty()
                : prices.price(model).flatMap(price -> price.cost(usage));
        add(
                model,
                new ModelUsage(
                        1,
                        0,
                        usage.input(),
                        usage.output(),
                        usage.cachedInput(),
                        usage.reasoning(),
                        cost.orElse(BigDecimal.ZERO),
                        cost.isPresent() ? 0 : 1));
    }

    private void add(String model, ModelUsage usage) {
        byModel.merge(model, usage, ModelUsage::plus);
    }

    /** What was used, by model; a copy. */
    public Map<String, ModelUsage> byModel() {
        return new TreeMap<>(byModel);
    }

    /** What was used of all models. */
    public ModelUsage total() {
        return byModel.values().stream().reduce(ModelUsage.NONE, ModelUsage::plus);
    }

    /**
     * Meters a model and stops further calls once the meter has reached the sum: {@code model.with(meter.upTo(new
     * BigDecimal("5")))}. Calls under way at that moment still end, so it may be passed by what they cost. A call of
     * unknown cost stops further ones too, since the sum could not be kept. Do not add the meter as a listener to the same
     * calls as well, it would count them twice.
     */
    public Interceptor<ChatRequest, ChatResponse> upTo(BigDecimal maxCost) {
        return (request, run, next) -> {
            check(maxCost);
            return run.withListener(this).call(next, request);
        };
    }

    private void check(BigDecimal maxCost) {
        ModelUsage spent = total();
        if (spent.cost().compareTo(maxCost) >= 0) {
            throw new ModelException("The budget of " + maxCost.toPlainString() + " " + prices.currency()
                    + " is spent (" + spent.cost().toPlainString() + "); raise it to go on");
        }
        if (!spent.costIsKnown()) {
            throw new ModelException("A budget of " + maxCost.toPlainString() + " " + prices.currency()
                    + " cannot be kept: " + spent.callsOfUnknownCost()
                    + " calls have no known cost; add the model's price to the table, models so far: "
                    + byModel().keySet());
        }
    }

    /** One line a model and one for all. */
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        byModel().forEach((model, usage) -> lines.append(line(model, usage)).append('\n'));
        return lines.append(line("total", total())).toString();
    }

    private String line(String name, ModelUsage usage) {
        String unknown = usage.costIsKnown() ? "" : " and " + usage.callsOfUnknownCost() + " calls of unknown cost";
        return name + ": " + usage.calls() + " calls, " + usage.failures() + " failed, " + usage.input()
                + " tokens in, " + usage.output() + " out, " + usage.cost().toPlainString() + " " + prices.currency()
                + unknown;
    }
}
