package dev.lian4j.core.route;

import dev.lian4j.core.Chain;
import java.util.List;

/**
 * Where a text may go.
 *
 * @param name short, by which a model names it
 * @param descriptions what it is good for; for a router by meaning, also texts that are like those it is for
 * @param chain what it leads to
 * @param <O> what comes out
 */
public record Route<O>(String name, List<String> descriptions, Chain<? super String, ? extends O> chain) {

    /** Checks that there is a name and a description, copies the list. */
    public Route {
        descriptions = List.copyOf(descriptions);
        if (name.isBlank() || descriptions.isEmpty()) {
            throw new IllegalArgumentException("A route needs a name and a description: '" + name + "'");
        }
    }

    /** A route with one description or several. */
    public static <O> Route<O> of(String name, Chain<? super String, ? extends O> chain, String... descriptions) {
        return new Route<>(name, List.of(descriptions), chain);
    }
}
