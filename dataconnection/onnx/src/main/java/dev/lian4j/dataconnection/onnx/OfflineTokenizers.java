package dev.lian4j.dataconnection.onnx;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes DJL tokenizers without DJL going to the network: it asks a cloud's metadata service where it runs and, beside a
 * GPU, downloads another native library, unless told not to. It is told so by system properties only, which are set for
 * as long as a tokenizer is made and then put back, since the program may use DJL in its own way.
 */
final class OfflineTokenizers {

    private static final String CACHE = "ENGINE_CACHE_DIR";

    private OfflineTokenizers() {}

    /** A tokenizer that cuts at {@code maxTokens} and pads nothing, whatever the file says of both. */
    static synchronized HuggingFaceTokenizer read(InputStream json, int maxTokens) throws IOException {
        Map<String, String> offline = new HashMap<>(Map.of("ai.djl.offline", "true", "OPT_OUT_TRACKING", "true"));
        if (homeIsWritable() || System.getProperty(CACHE) != null) {
            return make(json, maxTokens, offline);
        }
        try (Scratch scratch = Scratch.create()) {
            offline.put(CACHE, scratch.directory().toString());
            return make(json, maxTokens, offline);
        }
    }

    /** DJL unpacks its native library below the home directory, else at a fixed place that all users can write to. */
    private static boolean homeIsWritable() {
        return Files.isWritable(Path.of(System.getProperty("user.home")));
    }

    private static HuggingFaceTokenizer make(InputStream json, int maxTokens, Map<String, String> offline)
            throws IOException {
        String limit = Integer.toString(maxTokens);
        try (TemporaryProperties ignored = new TemporaryProperties(offline)) {
            return HuggingFaceTokenizer.newInstance(
                    json,
                    Map.of(
                            "truncation", "true",
                            "maxLength", limit,
                            "modelMaxLength", limit, // without it DJL takes 512 for the most
                            "stride", "0",
                            "padding", "false"));
        }
    }
}
