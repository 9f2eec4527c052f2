package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.model.TextResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Asks a chain each question of a dataset and has its answers judged. A chain from a dataset to a report, so it can be
 * watched, cancelled and given a time as any other. What fails is noted and the rest go on; only a cancellation ends it.
 * Immutable; safe for several threads.
 */
public final class EvaluationRun implements Chain<EvaluationDataset, EvaluationReport> {

    private final String title;
    private final Chain<? super String, EvaluatedAnswer> answering;
    private final List<Evaluator> evaluators;
    private final int parallelism;
    private final Consumer<EvaluationProgress> progress;

    private EvaluationRun(Builder options) {
        this.title = options.title;
        this.answering = options.answering;
        this.evaluators = List.copyOf(options.evaluators);
        this.parallelism = options.parallelism;
        this.progress = options.progress;
    }

    /** Settings for a chain that gives text: a string, or what has one. */
    public static Builder ofText(Chain<? super String, ?> chain) {
        return of(text(chain));
    }

    private static Chain<String, EvaluatedAnswer> text(Chain<? super String, ?> chain) {
        return (question, run) -> {
            Object said = run.call(chain, question);
            return EvaluatedAnswer.of(said instanceof TextResult result ? result.text() : String.valueOf(said));
        };
    }

    /** Settings for a chain that tells its documents too, such as {@code RetrievalQA.of(...).map(EvaluatedAnswer::of)}. */
    public static Builder of(Chain<? super String, EvaluatedAnswer> chain) {
        return new Builder(chain);
    }

    @Override
    public EvaluationReport invoke(EvaluationDataset dataset, Run run) {
        long start = System.nanoTime();
        AtomicInteger done = new AtomicInteger();
        Chain<EvaluationCase, EvaluationResult> one = (asked, within) -> {
            EvaluationResult result = result(asked, within);
            tell(new EvaluationProgress(done.incrementAndGet(), dataset.size(), result));
            return result;
        };
        List<EvaluationResult> results = run.muted().call(one.named("case").each(parallelism), dataset.cases());
        return new EvaluationReport(title, dataset.name(), results, Duration.ofNanos(System.nanoTime() - start));
    }

    /** One at a time, so that whoever prints need not care. */
    private synchronized void tell(EvaluationProgress so) {
        progress.accept(so);
    }

    private EvaluationResult result(EvaluationCase asked, Run run) {
        Map<String, String> errors = new LinkedHashMap<>();
        EvaluatedAnswer answer = EvaluatedAnswer.of("");
        long start = System.nanoTime();
        try {
            answer = run.call(answering, asked.question());
        } catch (RuntimeException e) {
            note(errors, EvaluationResult.ANSWERING, e, run);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Map<String, EvaluationScore> scores = errors.isEmpty() ? judged(asked, answer, errors, run) : Map.of();
        return new EvaluationResult(asked, answer, scores, errors, took);
    }

    private Map<String, EvaluationScore> judged(
            EvaluationCase asked, EvaluatedAnswer answer, Map<String, String> errors, Run run) {
        Map<String, EvaluationScore> scores = new LinkedHashMap<>();
        for (Evaluator evaluator : evaluators) {
            try {
                scores.put(evaluator.name(), evaluator.evaluate(asked, answer, run));
            } catch (RuntimeException e) {
                note(errors, evaluator.name(), e, run);
            }
        }
        return scores;
    }

    private static void note(Map<String, String> errors, String what, RuntimeException e, Run run) {
        if (e instanceof CancelledException || run.cancelled()) {
            throw e;
        }
        errors.put(what, Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
    }

    /** Settings. Not thread safe. */
    public static final class Builder {

        private final Chain<? super String, EvaluatedAnswer> answering;
        private final List<Evaluator> evaluators = new ArrayList<>();
        private String title = "evaluation";
        private int parallelism = 4;
        private Consumer<EvaluationProgress> progress = so -> {};

        private Builder(Chain<? super String, EvaluatedAnswer> answering) {
            this.answering = answering;
        }

        /** What the report is called. */
        public Builder title(String name) {
            this.title = name;
            return this;
        }

        /** Who judges; called more than once, all of them. */
        public Builder evaluators(Evaluator... more) {
            evaluators.addAll(List.of(more));
            return this;
        }

        /** How many questions are asked at once; 4 by default. */
        public Builder parallelism(int atOnce) {
            if (atOnce < 1) {
                throw new IllegalArgumentException("parallelism must be at least 1, was " + atOnce);
            }
            this.parallelism = atOnce;
            return this;
        }

        /** Is told after each question, one at a time, on the thread that asked it. */
        public Builder progress(Consumer<EvaluationProgress> listener) {
            this.progress = listener;
            return this;
        }

        /**
         * The run.
         *
         * @throws IllegalArgumentException if nobody judges, or two have one name
         */
        public EvaluationRun build() {
            Set<String> names = new HashSet<>();
            evaluators.forEach(evaluator -> {
                if (!names.add(evaluator.name())) {
                    throw new IllegalArgumentException("Two evaluators are named '" + evaluator.name() + "'");
                }
            });
            if (names.isEmpty()) {
                throw new IllegalArgumentException("An evaluation needs at least one evaluator");
            }
            return new EvaluationRun(this);
        }
    }
}
