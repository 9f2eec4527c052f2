package dev.lian4j.models.http;

/** How a reply is cut into events. */
public enum Framing {
    /** It comes whole, as one event. */
    WHOLE("application/json"),
    /** As server-sent events. */
    EVENTS("text/event-stream"),
    /** As one JSON object a line. */
    LINES("application/x-ndjson");

    private final String mediaType;

    Framing(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** As it is by the server's word; some name no type, or a wrong one, and some answer whole what was to be streamed. */
    static Framing of(String contentType, Framing asked) {
        if (contentType.contains("event-stream")) {
            return EVENTS;
        }
        if (contentType.contains("ndjson") || contentType.contains("jsonl")) {
            return LINES;
        }
        // One object is one line, so that a stream of lines may call itself JSON.
        boolean whole = contentType.contains("html") || (contentType.contains("json") && asked != LINES);
        return whole ? WHOLE : asked;
    }
}
