package dev.lian4j.core.route;

import dev.lian4j.core.Chain;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What both routers ask of their routes. */
final class Routes {

    private Routes() {}

    static void check(List<? extends Route<?>> routes) {
        if (routes.isEmpty()) {
            throw new IllegalArgumentException("A router needs a route at least");
        }
        Set<String> names = new HashSet<>();
        for (Route<?> route : routes) {
            if (!names.add(route.name())) {
                throw new IllegalArgumentException("Two routes are named '" + route.name() + "'");
            }
        }
    }

    /** Whether any of them gives pieces on the way. */
    static <O> boolean stream(List<Route<O>> routes, Optional<Chain<? super String, ? extends O>> otherwise) {
        return routes.stream().anyMatch(route -> route.chain().streams())
                || otherwise.map(Chain::streams).orElse(false);
    }
}
