package dev.lian4j.models.cache;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Outcome;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatResponse;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs what is asked for several times at once only once. Thread safe. */
final class SingleFlight {

    private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

    /** The work's reply; that of the same work of another run, where one is under way. */
    ChatResponse call(String key, Run run, Function<Run, ChatResponse> work) {
        while (true) {
            Flight mine = new Flight();
            Flight flight = flights.computeIfAbsent(key, absent -> mine);
            if (flight.join()) {
                if (flight == mine) {
                    start(key, mine, run, work);
                }
                return flight.await(run, flight == mine, () -> flights.remove(key, flight));
            }
            flights.remove(key, flight);
        }
    }

    /** On a thread of its own: the run that asked first may end before the others. */
    private void start(String key, Flight flight, Run run, Function<Run, ChatResponse> work) {
        Consumer<Piece> receiver = run.wantsPieces() ? flight::emit : null;
        Chain<String, Boolean> task = (ignored, own) -> {
            flight.end(outcome(own.inTraceOf(run, receiver), work, () -> flights.remove(key, flight)));
            return true;
        };
        flight.started(task.invokeAsync(key));
    }

    /** Gone from the map before it ends, so that who comes later asks the cache. */
    private static Outcome<ChatResponse> outcome(Run run, Function<Run, ChatResponse> work, Runnable before) {
        try {
            return new Outcome.Success<>(work.apply(run));
        } catch (Throwable t) {
            return new Outcome.Failure<>(t);
        } finally {
            before.run();
        }
    }
}
