package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Run;
import java.util.List;

/** Searches the web; a few lines around a search service's API. Safe for several threads. */
@FunctionalInterface
public interface WebSearch {

    /**
     * The pages that a service finds, in its order, {@code count} at most.
     *
     * @throws dev.lian4j.core.error.LianException if the service fails
     */
    List<WebResult> search(String query, int count, Run run);
}
