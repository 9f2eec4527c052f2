package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.models.http.Assembler;
import dev.lian4j.models.http.Reply;
import dev.lian4j.models.http.SseEvent;
import dev.lian4j.models.support.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the vectors of one batch, each checked and put into the place that its index says. */
final class EmbeddingAssembler implements Assembler<List<float[]>> {

    private final Reply reply;
    private final float[][] vectors;

    EmbeddingAssembler(Reply reply, int count) {
        this.reply = reply;
        this.vectors = new float[count][];
    }

    @Override
    public Progress accept(SseEvent event) {
        JsonNode data = reply.object(event).path("data");
        if (data.size() != vectors.length) {
            throw reply.invalid("sent " + data.size() + " embeddings for " + vectors.length + " texts");
        }
        for (int i = 0; i < vectors.length; i++) {
            int index = data.get(i).path("index").asInt(i);
            if (index < 0 || index >= vectors.length || vectors[index] != null) {
                throw reply.invalid(
                        "sent embeddings whose indexes are not 0 to " + (vectors.length - 1) + ", each once");
            }
            vectors[index] = Vectors.read(data.get(i).path("embedding"), index, reply);
        }
        return Progress.DONE;
    }

    @Override
    public List<float[]> result() {
        return new ArrayList<>(Arrays.asList(vectors));
    }

    @Override
    public String partialText() {
        return "";
    }
}
