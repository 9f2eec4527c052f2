package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.route.Moderation;
import dev.lian4j.models.http.Assembler;
import dev.lian4j.models.http.Reply;
import dev.lian4j.models.http.SseEvent;
import java.util.Map;
import java.util.TreeMap;

/** Reads a verdict; one without its verdict is an error, for a text must not pass by an accident. */
final class ModerationAssembler implements Assembler<Moderation> {

    private final Reply reply;
    private Moderation found = Moderation.harmless();

    ModerationAssembler(Reply reply) {
        this.reply = reply;
    }

    @Override
    public Progress accept(SseEvent event) {
        JsonNode results = reply.object(event).path("results");
        JsonNode flagged = results.path(0).path("flagged");
        if (results.size() != 1 || !flagged.isBoolean()) {
            throw reply.invalid("sent " + results.size() + " verdicts for one text, or one without 'flagged'");
        }
        found = new Moderation(flagged.booleanValue(), categories(results.get(0)));
        return Progress.DONE;
    }

    private static Map<String, Double> categories(JsonNode result) {
        Map<String, Double> scores = new TreeMap<>();
        result.path("categories").properties().forEach(category -> {
            if (category.getValue().asBoolean()) {
                scores.put(
                        category.getKey(),
                        result.path("category_scores").path(category.getKey()).asDouble());
            }
        });
        return scores;
    }

    @Override
    public Moderation result() {
        return found;
    }

    @Override
    public String partialText() {
        return "";
    }
}
