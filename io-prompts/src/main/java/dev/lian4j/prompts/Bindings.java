package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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

    Bindings with(String name, Supplier<?> value, List<TemplateVariable> variables) {
        List<String> names = variables.stream().map(TemplateVariable::name).toList();
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

    /** The values that were given, checked, and those had already for the rest. Variables are distinct. */
    Map<String, ?> resolve(List<TemplateVariable> variables, Map<String, ? extends @Nullable Object> given) {
        if (!fits(variables, given)) {
            throw misfit(variables, given);
        }
        Map<String, Object> values = new LinkedHashMap<>(2 * variables.size());
        for (TemplateVariable variable : variables) {
            Object value = value(variable, given);
            if (value != null) {
                values.put(variable.name(), value);
            }
        }
        return values;
    }

    private boolean fits(List<TemplateVariable> variables, Map<String, ? extends @Nullable Object> given) {
        int known = 0;
        for (TemplateVariable variable : variables) {
            if (given.containsKey(variable.name())) {
                known++;
            } else if (variable.required() && !partials.containsKey(variable.name())) {
                return false;
            }
        }
        return othersAllowed || known == given.size();
    }

    private @Nullable Object value(TemplateVariable variable, Map<String, ? extends @Nullable Object> given) {
        String name = variable.name();
        Object value = given.get(name);
        Supplier<?> partial = value != null || given.containsKey(name) ? null : partials.get(name);
        Object found = partial == null ? value : partial.get();
        if (found == null && variable.required()) {
            throw new TemplateException("The value of '" + name + "' is null; give an empty text to mean nothing.");
        }
        return found;
    }

    private TemplateException misfit(List<TemplateVariable> variables, Map<String, ? extends @Nullable Object> given) {
        List<String> names = variables.stream().map(TemplateVariable::name).toList();
        List<String> problems = new ArrayList<>();
        required(variables).stream()
                .filter(name -> !given.containsKey(name))
                .forEach(name -> problems.add("no value for '" + name + "'"));
        given.keySet().stream()
                .filter(name -> !othersAllowed && !names.contains(name))
                .forEach(name ->
                        problems.add("'" + name + "' is not a variable" + NearNames.hint(String.valueOf(name), names)));
        return new TemplateException("Cannot fill the template: " + String.join("; ", problems) + ". Its "
                + variables(names) + "; given: " + listed(given.keySet()) + ".");
    }

    /** The values had already that are always the same, by name. */
    Map<String, Object> constants() {
        Map<String, Object> constants = new LinkedHashMap<>();
        partials.forEach((name, value) -> {
            if (value instanceof Constant constant) {
                constants.put(name, constant.value());
            }
        });
        return Collections.unmodifiableMap(constants);
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
