package dev.lian4j.core.weights.gguf;

import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the elements of an array from the header of a file that was checked before. */
final class GgufArrays {

    static final long LONGEST = 4 << 20;

    private GgufArrays() {}

    static List<Object> read(Path file, GgufMetadata.Place place, String key) {
        try (FileChannel channel = FileChannel.open(file)) {
            GgufInput in = new GgufInput(file, channel);
            in.skip(place.value());
            return Collections.unmodifiableList(read(in, key));
        } catch (IOException e) {
            throw new ModelException("Cannot read '" + key + "' from " + file, ModelException.Details.NONE, e);
        }
    }

    private static List<Object> read(GgufInput in, String key) throws IOException {
        int type = in.i32();
        long count =
                in.count("the number of elements of '" + key + "'", GgufMetadata.leastBytes(in, type, key), LONGEST);
        List<Object> elements = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            elements.add(GgufMetadata.scalar(in, type, key));
        }
        return elements;
    }
}
