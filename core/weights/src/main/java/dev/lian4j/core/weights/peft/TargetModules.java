package dev.lian4j.core.weights.peft;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The modules that a method works on: by the ends of their names, or by a pattern for the whole name.
 *
 * @param names such as {@code q_proj} or {@code self_attn.q_proj}; empty where there is a pattern
 * @param pattern a regular expression, or {@code all-linear}; empty where there are names
 */
public record TargetModules(List<String> names, String pattern) {

    /** No module. */
    public static final TargetModules NONE = new TargetModules(List.of(), "");

    private static final String ALL_LINEAR = "all-linear";

    /** Copies the names. */
    public TargetModules {
        names = List.copyOf(names);
        if (!names.isEmpty() && !pattern.isEmpty()) {
            throw new IllegalArgumentException("Modules are given by names or by a pattern, not by both");
        }
    }

    /** Modules whose names are, or end with a dot and, one of these. */
    public static TargetModules of(String... names) {
        return new TargetModules(List.of(names), "");
    }

    /** Modules whose whole names match a regular expression. */
    public static TargetModules matching(String pattern) {
        return new TargetModules(List.of(), pattern);
    }

    /** All linear layers but the output layer, which PEFT writes as {@code all-linear}. */
    public static TargetModules allLinear() {
        return matching(ALL_LINEAR);
    }

    /** Whether all linear layers are meant; {@link #matches} cannot tell which those are. */
    public boolean isAllLinear() {
        return pattern.equals(ALL_LINEAR);
    }

    /** Whether a module is among them, by its name such as {@code model.layers.0.self_attn.q_proj}. */
    public boolean matches(String module) {
        return pattern.isEmpty()
                ? names.stream().anyMatch(name -> module.equals(name) || module.endsWith("." + name))
                : Pattern.matches(pattern, module);
    }
}
