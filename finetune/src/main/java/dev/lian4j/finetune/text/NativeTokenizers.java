package dev.lian4j.finetune.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.lian4j.core.error.ModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes DJL tokenizers without DJL going to the network: it looks for a cloud's metadata service and for another native
 * library beside a GPU unless system properties forbid it; they are put back when a tokenizer is made.
 */
final class NativeTokenizers {

    private static final Map<String, String> OFFLINE = Map.of("ai.djl.offline", "true", "OPT_OUT_TRACKING", "true");
    private static final Map<String, String> WHOLE_TEXTS =
            Map.of("truncation", "false", "padding", "false", "modelMaxLength", Integer.toString(Integer.MAX_VALUE));

    private NativeTokenizers() {}

    static synchronized HuggingFaceTokenizer make(TokenizerJson json) {
        Map<String, @Nullable String> before = new HashMap<>();
        OFFLINE.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        try {
            return HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json.text().getBytes(StandardCharsets.UTF_8)), WHOLE_TEXTS);
        } catch (IOException | RuntimeException e) {
            // The native library throws bare RuntimeExceptions.
            throw new ModelException(
                    json.where() + " cannot be read as a tokenizer: " + e.getMessage(), ModelException.Details.NONE, e);
        } finally {
            before.forEach(NativeTokenizers::put);
        }
    }

    private static void put(String name, @Nullable String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }
}
