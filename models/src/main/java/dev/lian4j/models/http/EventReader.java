package dev.lian4j.models.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into events, one at a time. */
@FunctionalInterface
interface EventReader {

    /** The next whole event, or null at the end of the stream. */
    @Nullable
    SseEvent next() throws IOException;
}
