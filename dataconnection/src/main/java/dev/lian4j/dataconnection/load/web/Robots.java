package dev.lian4j.dataconnection.load.web;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.DocumentLoadException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import okhttp3.HttpUrl;

/** What the robots.txt of each site allows (RFC 9309), asked once a site. For one thread. */
final class Robots {

    /** As much of a file as is read, by the RFC. */
    static final long MAX_BYTES = 500L << 10;

    private final String name;
    private final Function<HttpUrl, Reply> fetch;
    private final Map<HttpUrl, BaseRobotRules> rules = new HashMap<>();

    Robots(String userAgent, Function<HttpUrl, Reply> fetch) {
        this.name = userAgent.replaceFirst("[^A-Za-z_-].*", "").toLowerCase(Locale.ROOT);
        this.fetch = fetch;
    }

    /**
     * Makes sure that a page may be fetched.
     *
     * @param from what was asked for, from which redirects led to the page
     * @throws DocumentLoadException if not
     */
    void check(HttpUrl from, HttpUrl page) {
        if (!of(page).isAllowed(page.toString())) {
            throw new DocumentLoadException(
                    from.toString(), "may not be fetched: " + file(page) + " does not allow it to '" + name + "'");
        }
    }

    /** Sleeps as long as the site asks. */
    void pause(HttpUrl page) {
        long millis = of(page).getCrawlDelay();
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                throw CancelledException.interrupted("keeping the delay that " + file(page) + " asks for");
            }
        }
    }

    private static HttpUrl file(HttpUrl page) {
        return page.newBuilder().encodedPath("/robots.txt").query(null).build();
    }

    private BaseRobotRules of(HttpUrl page) {
        HttpUrl file = file(page);
        BaseRobotRules known = rules.get(file);
        if (known == null) {
            known = read(file);
            rules.put(file, known);
        }
        return known;
    }

    /** A file that is not there allows all; a server that fails allows nothing. */
    private BaseRobotRules read(HttpUrl file) {
        Reply reply = fetch.apply(file);
        SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
        return reply.ok()
                ? parser.parseContent(file.toString(), reply.body().toByteArray(), "text/plain", List.of(name))
                : parser.failedFetch(reply.status());
    }
}
