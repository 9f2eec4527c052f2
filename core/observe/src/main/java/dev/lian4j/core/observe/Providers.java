package dev.lian4j.core.observe;

import dev.lian4j.core.Step;
import java.util.List;
import java.util.Locale;

/** Whose model a step calls, by its name, in the conventions' words. */
final class Providers {

    private static final List<String[]> KNOWN = List.of(
            new String[] {"openai", "openai"},
            new String[] {"anthropic", "anthropic"},
            new String[] {"gemini", "gcp.gemini"},
            new String[] {"deepseek", "deepseek"},
            new String[] {"mistral", "mistral_ai"},
            new String[] {"ollama", "ollama"});

    private Providers() {}

    /** One that the name tells, or else the name. */
    static String of(Step step) {
        String name = step.name().toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(known -> name.contains(known[0]))
                .map(known -> known[1])
                .findFirst()
                .orElse(step.name());
    }
}
