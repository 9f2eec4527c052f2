package dev.lian4j.core;

/** How a step is called in traces. */
final class Names {

    private Names() {}

    static String of(Class<?> type) {
        String name = type.getSimpleName();
        if (type.isHidden() || name.contains("$$Lambda")) {
            return "lambda";
        }
        return name.isEmpty() ? "step" : name;
    }
}
