package dev.lian4j.models.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.models.http.Reply;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the vectors of embedding models, and checks them: what is wrong here is otherwise found late, if at all. */
public final class Vectors {

    private Vectors() {}

    /**
     * The vectors of all texts, so many at a time.
     *
     * @param model the model's name, for messages
     * @param dimensions the length that was asked for; null where none was, then all must be as long as the first
     * @param embed the vectors of one batch, in its order
     * @throws dev.lian4j.core.error.InvalidResponseException if a vector has another length
     */
    public static List<float[]> inBatches(
            List<String> texts,
            int batchSize,
            Run run,
            String model,
            @Nullable Integer dimensions,
            Function<List<String>, List<float[]>> embed) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += batchSize) {
            run.checkCancelled();
            vectors.addAll(embed.apply(texts.subList(from, Math.min(from + batchSize, texts.size()))));
        }
        for (float[] vector : vectors) {
            check(vector, dimensions != null ? dimensions : vectors.get(0).length, model);
        }
        return vectors;
    }

    private static void check(float[] vector, int expected, String model) {
        if (vector.length != expected) {
            throw new InvalidResponseException(
                    "Model '" + model + "' gave a vector of " + vector.length + " numbers where " + expected
                            + " were expected; check the model's name and its dimensions",
                    Details.NONE,
                    null);
        }
    }

    /**
     * A vector: a list of numbers, or Base64 of little-endian floats.
     *
     * @param index which of the reply, for messages
     * @throws dev.lian4j.core.error.InvalidResponseException if it is empty or has a value that is no finite number
     */
    public static float[] read(JsonNode embedding, int index, Reply reply) {
        float[] vector = embedding.isTextual() ? decoded(embedding.textValue(), index, reply) : numbers(embedding);
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

    private static float[] decoded(String base64, int index, Reply reply) {
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
}
