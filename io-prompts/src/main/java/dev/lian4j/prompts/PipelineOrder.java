package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order in which a pipeline's prompts can be formatted: each after those that it uses, else as given. */
final class PipelineOrder {

    private final Map<String, ? extends BasePromptTemplate> prompts;
    private final Map<String, List<String>> users = new LinkedHashMap<>();
    private final Map<String, Integer> waitingFor = new LinkedHashMap<>();
    private final Map<String, BasePromptTemplate> sorted = new LinkedHashMap<>();

    private PipelineOrder(Map<String, ? extends BasePromptTemplate> prompts) {
        this.prompts = prompts;
    }

    static Map<String, BasePromptTemplate> sorted(Map<String, ? extends BasePromptTemplate> prompts) {
        return new PipelineOrder(prompts).sort();
    }

    private Map<String, BasePromptTemplate> sort() {
        prompts.forEach(this::link);
        List<String> ready = new ArrayList<>(prompts.keySet().stream()
                .filter(name -> waitingFor.get(name) == 0)
                .toList());
        for (int i = 0; i < ready.size(); i++) {
            take(ready.get(i), ready);
        }
        if (sorted.size() < prompts.size()) {
            throw circle();
        }
        return Collections.unmodifiableMap(sorted);
    }

    private void link(String name, BasePromptTemplate prompt) {
        Set<String> used = new HashSet<>();
        PipelineStep.variables(prompt).forEach(variable -> used.add(variable.name()));
        used.retainAll(prompts.keySet());
        waitingFor.put(name, used.size());
        used.forEach(
                other -> users.computeIfAbsent(other, key -> new ArrayList<>()).add(name));
    }

    private void take(String name, List<String> ready) {
        BasePromptTemplate prompt = prompts.get(name);
        if (prompt != null) {
            sorted.put(name, prompt);
        }
        for (String user : users.getOrDefault(name, List.of())) {
            if (waitingFor.merge(user, -1, Integer::sum) == 0) {
                ready.add(user);
            }
        }
    }

    private TemplateException circle() {
        List<String> left = prompts.keySet().stream()
                .filter(name -> !sorted.containsKey(name))
                .limit(10)
                .toList();
        return new TemplateException("The pipeline's prompts use each other in a circle, or one uses itself: "
                + String.join(", ", left) + ". Rename a variable, so that it is a value from outside.");
    }
}
