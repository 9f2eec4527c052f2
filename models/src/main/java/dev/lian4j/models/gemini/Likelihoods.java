package dev.lian4j.models.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.model.TokenLogprob;
import java.util.ArrayList;
import java.util.List;

/** Reads how likely each token was, and which others could have stood at its place. */
final class Likelihoods {

    private Likelihoods() {}

    static void read(JsonNode result, List<TokenLogprob> into) {
        JsonNode chosen = result.path("chosenCandidates");
        for (int i = 0; i < chosen.size(); i++) {
            List<TokenLogprob> top = new ArrayList<>();
            result.path("topCandidates").path(i).path("candidates").forEach(other -> top.add(one(other, List.of())));
            into.add(one(chosen.get(i), top));
        }
    }

    private static TokenLogprob one(JsonNode token, List<TokenLogprob> top) {
        return new TokenLogprob(
                token.path("token").asText(), token.path("logProbability").asDouble(), top);
    }
}
