package dev.lian4j.prompts;

import java.util.function.Supplier;

/** A value that is always the same; told from a computed one, since only this can be written to a file. */
record Constant(Object value) implements Supplier<Object> {

    @Override
    public Object get() {
        return value;
    }
}
