package dev.lian4j.core.model;

import java.util.List;

/**
 * How likely a token was.
 *
 * @param token the token as text
 * @param logprob the natural logarithm of its probability
 * @param top the likeliest tokens at this place, best first, themselves without any; as many as were asked for
 */
public record TokenLogprob(String token, double logprob, List<TokenLogprob> top) {

    /** Copies the likeliest. */
    public TokenLogprob {
        top = List.copyOf(top);
    }
}
