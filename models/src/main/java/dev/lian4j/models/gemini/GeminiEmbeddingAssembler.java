package dev.lian4j.models.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.models.http.Assembler;
import dev.lian4j.models.http.Reply;
import dev.lian4j.models.http.SseEvent;
import dev.lian4j.models.support.Vectors;
import java.util.ArrayList;
import java.util.List;

/** Reads the vectors of one batch, which are in the order of the texts. */
final class GeminiEmbeddingAssembler implements Assembler<List<float[]>> {

    private final Reply reply;
    private final int count;
    private final List<float[]> vectors = new ArrayList<>();

    GeminiEmbeddingAssembler(Reply reply, int count) {
        this.reply = reply;
        this.count = count;
    }

    @Override
    public Progress accept(SseEvent event) {
        JsonNode embeddings = reply.object(event).path("embeddings");
        if (embeddings.size() != count) {
            throw reply.invalid("sent " + embeddings.size() + " embeddings for " + count + " texts");
        }
        for (int i = 0; i < count; i++) {
            vectors.add(Vectors.read(embeddings.get(i).path("values"), i, reply));
        }
        return Progress.DONE;
    }

    @Override
    public List<float[]> result() {
        return vectors;
    }

    @Override
    public String partialText() {
        return "";
    }
}
