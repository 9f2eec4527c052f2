package dev.lian4j.dataconnection.onnx;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes DJL tokenizers without DJL going to the network: it asks a cloud's metadata service where it runs and, beside a
 * GPU, downloads another native library, unless told not to. It is told so by system properties only, which are set for
 * as long as a tokenizer is made and then put back, since the program may use DJL in its own way.
 */
final class OfflineTokenizers {

    /** Without this DJL caps the length at 512 whatever was asked for. */
    private static final String MODEL_LIMIT = "modelMaxLength";

    private OfflineTokenizers() {}

    /** A tokenizer that cuts at {@code maxTokens} and pads nothing, whatever the file says of both. */
    static synchronized HuggingFaceTokenizer read(InputStream json, int maxTokens) throws IOException {
        Map<String, String> options = new HashMap<>();
        options.put("truncation", "true");
        options.put("maxLength", Integer.toString(maxTokens));
        options.put(MODEL_LIMIT, Integer.toString(maxTokens));
        options.put("stride", "0");
        options.put("padding", "false");
        Path scratch = homeIsWritable() ? null : Files.createTempDirectory("lian4j-tokenizers");
        Map<String, @Nullable String> before = set(properties(scratch));
        try {
            return HuggingFaceTokenizer.newInstance(json, options);
        } finally {
            before.forEach(OfflineTokenizers::put);
            Scratch.delete(scratch);
        }
    }

    /** DJL unpacks its native library below the home directory, else at a fixed place that all users can write to. */
    private static boolean homeIsWritable() {
        return Files.isWritable(Path.of(System.getProperty("user.home")));
    }

    private static Map<String, String> properties(@Nullable Path scratch) {
        Map<String, String> offline = new HashMap<>(Map.of("ai.djl.offline", "true", "OPT_OUT_TRACKING", "true"));
        if (scratch != null && System.getProperty("ENGINE_CACHE_DIR") == null) {
            offline.put("ENGINE_CACHE_DIR", scratch.toString());
        }
        return offline;
    }

    private static Map<String, @Nullable String> set(Map<String, String> properties) {
        Map<String, @Nullable String> before = new HashMap<>();
        properties.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        return before;
    }

    private static void put(String name, @Nullable String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }
}
