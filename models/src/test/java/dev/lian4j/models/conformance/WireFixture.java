package dev.lian4j.models.conformance;

import dev.lian4j.core.model.ChatModel;
import dev.lian4j.models.http.Timeouts;
import java.util.List;

/** A provider's client, and what its server would send: all that {@link ChatModelConformance} needs to know of it. */
public interface WireFixture {

    /** A key that must show in no message. */
    String KEY = "sk-canary-0123456789";

    /**
     * How to build the client.
     *
     * @param url the base address
     * @param maxResponseBytes the longest reply
     * @param dropUnsupported whether what the provider lacks is left out
     * @param timeouts how long to wait
     */
    record Setup(String url, long maxResponseBytes, boolean dropUnsupported, Timeouts timeouts) {

        public Setup(String url, long maxResponseBytes, boolean dropUnsupported) {
            this(url, maxResponseBytes, dropUnsupported, Timeouts.DEFAULT);
        }
    }

    /** The client, with {@link #KEY} as key and a single try. */
    ChatModel model(Setup setup);

    /** The media type of a stream. */
    String streamType();

    /** A stream's events, each with its line ends, in order. */
    List<String> stream(Said said);

    /** How many of these events it takes for the answer to be whole; what follows are figures and closing marks. */
    int wholeAfter(List<String> events);

    /** The body of a reply that comes whole. */
    String whole(Said said);

    /** The body of a response with this status. */
    String error(int status, String message);

    /** The event that tells of an error within a stream. */
    String streamError(String message);
}
