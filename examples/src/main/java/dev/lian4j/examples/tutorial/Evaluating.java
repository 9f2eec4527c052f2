package dev.lian4j.examples.tutorial;

import dev.lian4j.core.Chain;
import dev.lian4j.dataconnection.evaluate.EvaluationCase;
import dev.lian4j.dataconnection.evaluate.EvaluationComparison;
import dev.lian4j.dataconnection.evaluate.EvaluationDataset;
import dev.lian4j.dataconnection.evaluate.EvaluationReport;
import dev.lian4j.dataconnection.evaluate.EvaluationRun;
import dev.lian4j.dataconnection.evaluate.Evaluators;
import java.util.Map;

/** How good a chain is: questions with expected answers, measures, a report, and what another chain does better. No key. */
public final class Evaluating {

    private Evaluating() {}

    /** Evaluates two chains and compares them. */
    public static void main(String[] args) {
        // tag::evaluation[]
        EvaluationDataset questions = EvaluationDataset.of(
                "leave", EvaluationCase.of("annual", "年假几天?", "27 天"), EvaluationCase.of("sick", "病假几天?", "10 天"));
        EvaluationReport first = evaluated("first", Map.of("年假几天?", "27 天"), questions);
        EvaluationReport second = evaluated("second", Map.of("年假几天?", "27 天", "病假几天?", "有 10 天"), questions);
        for (String measure : second.evaluators()) {
            System.out.println(measure + ": " + first.mean(measure) + " and " + second.mean(measure));
        }
        EvaluationComparison comparison = first.compare(second);
        // end::evaluation[]
        System.out.println(comparison.text().contains("sick"));
        System.out.println(second.passed() + " of " + second.results().size() + " passed");
    }

    private static EvaluationReport evaluated(String title, Map<String, String> answers, EvaluationDataset questions) {
        Chain<String, String> chain = Chain.of(question -> answers.getOrDefault(question, "不知道"));
        return EvaluationRun.ofText(chain)
                .title(title)
                .evaluators(Evaluators.exact(), Evaluators.contains())
                .build()
                .invoke(questions);
    }
}
