package dev.lian4j.parsers.tool;

import dev.lian4j.core.Run;
import dev.lian4j.parsers.JsonBinding;
import org.jspecify.annotations.Nullable;

/** A tool's work in two steps, so that an error says whose it is: the arguments' or the tool's. */
@FunctionalInterface
interface Body {

    /**
     * The work with these arguments, not begun.
     *
     * @throws dev.lian4j.core.error.OutputParserException if they do not fit
     */
    Action prepare(String arguments);

    /** Work with arguments that fit. */
    @FunctionalInterface
    interface Action {
        @Nullable
        Object run(Run run) throws Exception;
    }

    /**
     * Work with arguments of a type.
     *
     * @param <A> the type
     */
    @FunctionalInterface
    interface Work<A> {
        @Nullable
        Object apply(A arguments, Run run) throws Exception;
    }

    static <A> Body of(JsonBinding<A> binding, Work<? super A> work) {
        return json -> {
            A arguments = binding.read(json);
            return run -> work.apply(arguments, run);
        };
    }
}
