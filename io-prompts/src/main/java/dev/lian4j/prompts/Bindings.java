package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The values that a template has already, and the checks of those that it is given. */
record Bindings(Map<String, Supplier<?>> partials, boolean othersAllowed) {

    static final Bindings NONE = new Bindings(Map.of(), false);

    Bindings {
        partials = Map.copyOf(partials);
    }

    Bindings allowingOthers() {
        return new Bindings(partials, true);
    }

    Bindings with(String name, Supplier<?> value, Collection<String> names) {
        if (!names.contains(name)) {
            throw new TemplateException("Cannot bind '" + name + "'" + NearNames.hint(name, names) + ": the template's "
                    + variables(names) + ".");
        }
        Map<String, Supplier<?>> more = new LinkedHashMap<>(partials);
        more.put(name, value);
        return new Bindings(more, othersAllowed);
    }

    Bindings plus(Bindings other) {
        Map<String, Supplier<?>> both = new LinkedHashMap<>(partials);
        other.partials.forEach((name, value) -> {
            if (both.putIfAbsent(name, value) != null) {
                throw new TemplateException(
                        "Both templates have a value for '" + name + "'; bind it once, after joining.");
            }
        });
        return new Bindings(both, othersAllowed || other.othersAllowed);
    }

    /** The variables, those that have a value here no longer required. */
    List<TemplateVariable> open(List<TemplateVariable> variables) {
        return variables.stream()
                .map(variable -> partials.containsKey(variable.name()) ? variable.asOptional() : variable)
                .toList();
    }

    /** The names that must be given. */
    Set<String> required(List<TemplateVariable> variables) {
        Set<String> names = new LinkedHashSet<>();
        open(variables).stream().filter(TemplateVariable::required).forEach(variable -> names.add(variable.name()));
        return names;
    }

    /** The values that were given, checked, and those had already for the rest. */
    Map<String, Object> resolve(List<TemplateVariable> variables, Map<String, ? extends @Nullable Object> given) {
        check(variables, given);
        Map<String, Object> values = new LinkedHashMap<>();
        for (TemplateVariable variable : variables) {
            String name = variable.name();
            Supplier<?> partial = partials.get(name);
            if (values.containsKey(name) || (partial == null && !given.containsKey(name))) {
                continue;
            }
            Object value = given.containsKey(name) || partial == null ? given.get(name) : partial.get();
            if (value != null) {
                values.put(name, value);
            } else if (variable.required()) {
                throw new TemplateException("The value of '" + name + "' is null; give an empty text to mean nothing.");
            }
        }
        return values;
    }

    private void check(List<TemplateVariable> variables, Map<String, ? extends @Nullable Object> given) {
        Set<String> names = new LinkedHashSet<>();
        variables.forEach(variable -> names.add(variable.name()));
        List<String> problems = new ArrayList<>();
        for (String name : required(variables)) {
            if (!given.containsKey(name)) {
                problems.add("no value for '" + name + "'");
            }
        }
        for (Object name : othersAllowed ? Set.of() : given.keySet()) {
            if (!names.contains(name)) {
                problems.add("'" + name + "' is not a variable" + NearNames.hint(String.valueOf(name), names));
            }
        }
        if (!problems.isEmpty()) {
            throw new TemplateException("Cannot fill the template: " + String.join("; ", problems) + ". Its "
                    + variables(names) + "; given: " + listed(given.keySet()) + ".");
        }
    }

    private static String variables(Collection<String> names) {
        return "variables: " + listed(names);
    }

    private static String listed(Collection<?> names) {
        return names.isEmpty()
                ? "none"
                : String.join(", ", names.stream().map(String::valueOf).toList());
    }
}
