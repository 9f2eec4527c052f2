package dev.lian4j.models.http;

import java.time.Duration;

/**
 * How long to wait for a server.
 *
 * @param connect for the connection
 * @param read for the next news of the reply: the start of a reply that comes whole, the next event of a streamed one
 *     (comments that only keep the connection alive do not count)
 * @param call for everything, further tries included
 */
public record Timeouts(Duration connect, Duration read, Duration call) {

    private static final Duration LONGEST = Duration.ofDays(20);

    /** 10 seconds to connect, 2 minutes of silence, 30 minutes in all. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(30));

    /** Checks that each is over 0 and at most 20 days. */
    public Timeouts {
        check("connect", connect);
        check("read", read);
        check("call", call);
    }

    /** The same, with another limit of silence. */
    public Timeouts read(Duration limit) {
        return new Timeouts(connect, limit, call);
    }

    /** The same, with another limit for everything. */
    public Timeouts call(Duration limit) {
        return new Timeouts(connect, read, limit);
    }

    private static void check(String name, Duration limit) {
        if (limit.toMillis() < 1 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The " + name + " timeout must be at least 1 ms and at most 20 days, was " + limit);
        }
    }
}
