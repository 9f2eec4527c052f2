package dev.lian4j.dataconnection.servers;

import java.io.IOException;
import java.util.Set;

/** A server answered, but not with success. */
final class HttpStatusException extends IOException {

    private static final long serialVersionUID = 1;

    /** Too many requests, and what proxies and servers say while they start or are overloaded. */
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final int status;

    HttpStatusException(int status) {
        super("HTTP " + status);
        this.status = status;
    }

    int status() {
        return status;
    }

    boolean passing() {
        return PASSING.contains(status);
    }
}
