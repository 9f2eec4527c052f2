package dev.lian4j.models.rerank;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.models.http.Assembler;
import dev.lian4j.models.http.Reply;
import dev.lian4j.models.http.SseEvent;
import java.util.Arrays;

/** Reads the scores of one batch, which come best first, into their texts' places. */
final class ScoreAssembler implements Assembler<double[]> {

    private final Reply reply;
    private final double[] scores;

    ScoreAssembler(Reply reply, int count) {
        this.reply = reply;
        this.scores = new double[count];
        Arrays.fill(scores, Double.NaN);
    }

    @Override
    public Progress accept(SseEvent event) {
        JsonNode body = reply.object(event);
        // Voyage's list is called as OpenAI's are.
        JsonNode results = body.path("results").isArray() ? body.path("results") : body.path("data");
        if (results.size() != scores.length) {
            throw reply.invalid("sent " + results.size() + " scores for " + scores.length + " texts");
        }
        results.forEach(this::take);
        return Progress.DONE;
    }

    private void take(JsonNode result) {
        int index = result.path("index").asInt(-1);
        if (index < 0 || index >= scores.length || !Double.isNaN(scores[index])) {
            throw reply.invalid("sent scores whose indexes are not 0 to " + (scores.length - 1) + ", each once");
        }
        JsonNode score = result.path("relevance_score");
        if (!score.isNumber() || !Double.isFinite(score.doubleValue())) {
            throw reply.invalid("sent a score (index " + index + ") that is no finite number");
        }
        scores[index] = score.doubleValue();
    }

    @Override
    public double[] result() {
        return scores;
    }

    @Override
    public String partialText() {
        return "";
    }
}
