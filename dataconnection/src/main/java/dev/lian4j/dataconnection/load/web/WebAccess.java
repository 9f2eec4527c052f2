package dev.lian4j.dataconnection.load.web;

import dev.lian4j.dataconnection.load.FileTypes;
import java.time.Duration;

/**
 * What may be fetched, and how. Addresses that are not public (loopback, private, link-local and the like) are refused
 * wherever a name or a redirect leads to one: what is checked is the address that is connected to. No proxy is used. Immutable.
 *
 * @param userAgent who asks; the letters that it starts with are the name that robots.txt knows us by
 * @param timeout for each request, to the last byte
 * @param maxBytes the most bytes of a reply, unpacked
 * @param maxRedirects how many redirects are followed
 * @param obeyRobots whether robots.txt is asked first
 * @param privateAddresses whether addresses that are not public may be fetched
 * @param types the loaders of what comes
 */
public record WebAccess(
        String userAgent,
        Duration timeout,
        long maxBytes,
        int maxRedirects,
        boolean obeyRobots,
        boolean privateAddresses,
        FileTypes types) {

    /** All that a builder gives if nothing is set. */
    public static WebAccess ofDefaults() {
        return builder().build();
    }

    /** Settings for an access. */
    public static Builder builder() {
        return new Builder();
    }

    /** Settings for a {@link WebAccess}. */
    public static final class Builder {

        private String userAgent = "Lian-Loader/0.1";
        private Duration timeout = Duration.ofSeconds(30);
        private long maxBytes = 10L << 20;
        private int maxRedirects = 5;
        private boolean obeyRobots = true;
        private boolean privateAddresses;
        private FileTypes types = FileTypes.builtIn();

        private Builder() {}

        /** Who asks; {@code Lian-Loader/0.1} by default. Sites like to see whom they can write to. */
        public Builder userAgent(String name) {
            this.userAgent = name;
            return this;
        }

        /** The time for each request, to the last byte; 30 seconds by default. */
        public Builder timeout(Duration most) {
            this.timeout = most;
            return this;
        }

        /** The most bytes of a reply, unpacked; 10 MiB by default. */
        public Builder maxBytes(long most) {
            this.maxBytes = most;
            return this;
        }

        /** How many redirects are followed; 5 by default. */
        public Builder maxRedirects(int most) {
            this.maxRedirects = most;
            return this;
        }

        /** Whether robots.txt is asked first, and its delays kept; yes by default. */
        public Builder obeyRobots(boolean obey) {
            this.obeyRobots = obey;
            return this;
        }

        /**
         * Whether addresses in the own network may be fetched; not by default, since whoever can name a page could then read
         * what only this machine may.
         */
        public Builder allowPrivateAddresses(boolean allow) {
            this.privateAddresses = allow;
            return this;
        }

        /** The loaders of what comes; {@link FileTypes#builtIn} by default. */
        public Builder types(FileTypes known) {
            this.types = known;
            return this;
        }

        /**
         * The access.
         *
         * @throws IllegalArgumentException if the user agent does not start with a letter, or a limit is not positive
         */
        public WebAccess build() {
            if (!userAgent.matches("[A-Za-z][\\x20-\\x7e]*")) {
                throw new IllegalArgumentException(
                        "The user agent must start with a letter and be ASCII, but is '" + userAgent + "'");
            }
            if (timeout.isNegative() || timeout.isZero() || maxBytes < 1 || maxRedirects < 0) {
                throw new IllegalArgumentException("Limits must be positive, but are timeout " + timeout + ", maxBytes "
                        + maxBytes + ", maxRedirects " + maxRedirects);
            }
            return new WebAccess(userAgent, timeout, maxBytes, maxRedirects, obeyRobots, privateAddresses, types);
        }
    }
}
