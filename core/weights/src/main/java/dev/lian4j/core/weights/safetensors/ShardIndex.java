package dev.lian4j.core.weights.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code model.safetensors.index.json}, which tells in which file of a directory each tensor is. */
final class ShardIndex {

    private static final long LONGEST = 50_000_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private ShardIndex() {}

    /** The file names by tensor. */
    static Map<String, String> read(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new IOException("it has " + Files.size(file) + " bytes, at most " + LONGEST + " are read");
            }
            try (JsonParser parser = JSON.createParser(Files.readAllBytes(file))) {
                return weightMap(parser);
            }
        } catch (IOException e) {
            throw new ModelException(
                    file + ": not a usable index of weights: " + e.getMessage() + ". Fetch it again",
                    ModelException.Details.NONE,
                    e);
        }
    }

    private static Map<String, String> weightMap(JsonParser parser) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("it is no JSON object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            if (key.equals("weight_map") && value == JsonToken.START_OBJECT) {
                readFiles(parser, files);
            } else {
                parser.skipChildren();
            }
        }
        if (files.isEmpty()) {
            throw new IOException("its weight_map names no tensor");
        }
        return files;
    }

    private static void readFiles(JsonParser parser, Map<String, String> files) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String tensor = parser.currentName();
            String file = parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
            // Only files of the directory itself: an index must not lead a reader elsewhere.
            if (!file.endsWith(".safetensors") || file.contains("/") || file.contains("\\") || file.indexOf(0) >= 0) {
                throw new IOException("the tensor '" + tensor + "' is said to be in '" + file
                        + "', which is no name of a .safetensors file beside the index");
            }
            files.put(tensor, file);
        }
    }
}
