package dev.lian4j.models.http;

import dev.lian4j.core.Run;

/**
 * Puts a reply together from its events; a reply that comes whole is one event. For one try of one call.
 *
 * @param <R> the whole reply
 */
public interface Assembler<R> {

    /** Takes the next event, and emits what it brings. */
    Progress accept(SseEvent event);

    /** The whole reply, once it has come. */
    R result();

    /** The text so far, for the error if no more comes. */
    String partialText();

    /** How far a reply is. */
    enum Progress {
        /** More must come, or the reply is truncated. */
        MORE,
        /** The answer is whole; only figures about it may still come. */
        ENOUGH,
        /** Nothing more will come: the connection need not be read on. */
        DONE
    }

    /**
     * Makes an assembler for each try.
     *
     * @param <R> the whole reply
     */
    @FunctionalInterface
    interface Factory<R> {
        /** An assembler that reads this reply and emits by this run. */
        Assembler<R> create(Reply reply, Run run);
    }
}
