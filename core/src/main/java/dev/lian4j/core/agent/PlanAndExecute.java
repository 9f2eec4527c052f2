package dev.lian4j.core.agent;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TextResult;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Plans a task in steps, lets an agent do each, told what the earlier ones came to, and writes the answer. Source: Wang et
 * al., "Plan-and-Solve Prompting", 2023. Safe for several threads.
 */
public final class PlanAndExecute implements Chain<String, ChatResponse> {

    private static final int MOST_STEPS = 20;
    private static final Pattern STEP = Pattern.compile("^\\s*(?:\\d+[.)、.]|[-*])\\s*(.+)$", Pattern.MULTILINE);

    private final Chain<Map<String, Object>, List<String>> plan;
    private final Chain<String, ? extends TextResult> worker;
    private final Chain<Map<String, Object>, ChatResponse> answer;

    private PlanAndExecute(ChatModel planner, Chain<String, ? extends TextResult> worker, PlanPrompts prompts) {
        Chain<Map<String, Object>, ChatResponse> planning = prompts.plan().then(planner);
        this.plan = planning.map(response -> steps(response.text())).named("plan");
        this.worker = worker;
        this.answer = prompts.answer().then(planner).named("answer");
    }

    /** Plans and answers by the model, with the English prompts; the worker does the steps. */
    public static PlanAndExecute of(ChatModel planner, Chain<String, ? extends TextResult> worker) {
        return of(planner, worker, PlanPrompts.ENGLISH);
    }

    /** Plans and answers by the model; the worker does the steps. */
    public static PlanAndExecute of(
            ChatModel planner, Chain<String, ? extends TextResult> worker, PlanPrompts prompts) {
        return new PlanAndExecute(planner, worker, prompts);
    }

    /** The lines that are numbered or have a dash; a plan without such is one step. */
    private static List<String> steps(String text) {
        List<String> steps = STEP.matcher(text)
                .results()
                .map(match -> match.group(1).strip())
                .limit(MOST_STEPS)
                .toList();
        return steps.isEmpty() ? List.of(text.strip()) : steps;
    }

    @Override
    public ChatResponse invoke(String task, Run run) {
        StringBuilder done = new StringBuilder();
        List<String> steps = run.muted().call(plan, Map.of("input", task));
        for (String step : steps) {
            String told = done.isEmpty() ? step : "Done so far:\n" + done + "\nNow: " + step;
            TextResult result = run.muted().call(worker, told);
            done.append(step).append(": ").append(result.text()).append('\n');
        }
        return run.call(answer, Map.of("input", task, "steps", done.toString()));
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.of(plan, worker, answer);
    }

    @Override
    public boolean streams() {
        return answer.streams();
    }

    /**
     * The prompts.
     *
     * @param plan from {@code input} to a request for numbered steps
     * @param answer from {@code input} and {@code steps}, with what they came to, to a request for the answer
     */
    public record PlanPrompts(
            Chain<Map<String, Object>, ChatRequest> plan, Chain<Map<String, Object>, ChatRequest> answer) {

        /** In English. */
        public static final PlanPrompts ENGLISH = of(
                "Make a plan for this task: the fewest steps that lead to a right answer, one a line, numbered 1., 2.,"
                        + " 3. Write only the steps.\n\nTask: %s",
                "Task: %s\n\nWhat was done, and what it came to:\n%s\nAnswer the task from this.");

        /** In Chinese. */
        public static final PlanPrompts CHINESE =
                of("请为下面的任务制定计划:用最少的步骤得到正确的答案,每行一步,编号为 1.、2.、3.。只写步骤。\n\n任务:%s", "任务:%s\n\n已完成的步骤和结果:\n%s\n请据此回答任务。");

        private static PlanPrompts of(String plan, String answer) {
            return new PlanPrompts(
                    Chain.of(values -> ChatRequest.of(plan.formatted(values.get("input")))),
                    Chain.of(values -> ChatRequest.of(answer.formatted(values.get("input"), values.get("steps")))));
        }
    }
}
