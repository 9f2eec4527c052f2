package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.models.http.Assembler;
import dev.lian4j.models.http.Reply;
import dev.lian4j.models.http.SseEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
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
            vectors[index] = vector(data.get(i).path("embedding"), index);
        }
        return Progress.DONE;
    }

    private float[] vector(JsonNode embedding, int index) {
        float[] vector = embedding.isTextual() ? decoded(embedding.textValue(), index) : numbers(embedding);
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw reply.invalid("sent an embedding (index " + index + ") with a value that is no finite number");
            }
        }
        if (vector.length == 0) {
            throw reply.invalid("sent an empty embedding (index " + index + ")");
        }
        return vector;
    }

    private static float[] numbers(JsonNode array) {
        float[] vector = new float[array.size()];
        for (int i = 0; i < vector.length; i++) {
            // Not asDouble: it makes 0 of what is no number.
            vector[i] = array.get(i).isNumber() ? array.get(i).floatValue() : Float.NaN;
        }
        return vector;
    }

    /** Base64 of little-endian floats, as asked for by {@code encoding_format}. */
    private float[] decoded(String base64, int index) {
        try {
            ByteBuffer bytes =
                    ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
            float[] vector = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(vector);
            return vector;
        } catch (IllegalArgumentException notBase64) {
            throw reply.invalid("sent an embedding (index " + index + ") that is neither numbers nor Base64");
        }
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
