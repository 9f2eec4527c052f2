package dev.lian4j.core.weights.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.TensorSource;
import dev.lian4j.core.weights.io.AtomicFile;
import dev.lian4j.core.weights.io.TensorStream;
import dev.lian4j.core.weights.io.WriteFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Writes safetensors files, a tensor at a time, whole or not at all: a file that was there before stays until the new one
 * is on the disk.
 */
public final class SafetensorsWriter {

    /** What PyTorch's users expect in the header. */
    public static final Map<String, String> PYTORCH = Map.of("format", "pt");

    private static final JsonFactory JSON = new JsonFactory();

    private SafetensorsWriter() {}

    /**
     * Writes tensors with {@link #PYTORCH} as metadata.
     *
     * @see #write(Path, Map, List, TensorSource)
     */
    public static void write(Path file, List<TensorInfo> tensors, TensorSource source) {
        write(file, PYTORCH, tensors, source);
    }

    /**
     * Writes tensors.
     *
     * @param metadata texts for the header
     * @param tensors names, shapes, and types to write: F32, F16 or BF16 (rounded to the nearest, to even)
     * @param source gives the numbers, asked once a tensor
     * @throws dev.lian4j.core.error.ModelException if the file cannot be written, or F16 cannot hold a number
     * @throws dev.lian4j.core.error.CancelledException if the thread is interrupted
     * @throws IllegalArgumentException if a name comes twice, or a type is none that is written
     */
    public static void write(Path file, Map<String, String> metadata, List<TensorInfo> tensors, TensorSource source) {
        TensorStream.check(tensors);
        // The largest numbers first, so that all start at multiples of their length; readers that map a file want it.
        List<TensorInfo> inPlace = tensors.stream()
                .sorted(Comparator.comparing(
                        tensor -> -WriteFormat.of(tensor.type()).bytes()))
                .toList();
        AtomicFile.write(file, out -> {
            byte[] header = header(metadata, inPlace);
            out.i64(header.length);
            out.bytes(header);
            TensorStream numbers = new TensorStream(source);
            for (TensorInfo tensor : inPlace) {
                numbers.write(tensor, out);
            }
        });
    }

    private static byte[] header(Map<String, String> metadata, List<TensorInfo> tensors) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            writeMetadata(json, metadata);
            long end = 0;
            for (TensorInfo tensor : tensors) {
                long begin = end;
                end += TensorStream.bytes(tensor);
                writeTensor(json, tensor, begin, end);
            }
            json.writeEndObject();
        }
        // Spaces up to a multiple of 8 keep the numbers aligned.
        bytes.writeBytes(" ".repeat(-bytes.size() & 7).getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    private static void writeMetadata(JsonGenerator json, Map<String, String> metadata) throws IOException {
        if (metadata.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("__metadata__");
        for (Map.Entry<String, String> text : metadata.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    private static void writeTensor(JsonGenerator json, TensorInfo tensor, long begin, long end) throws IOException {
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", tensor.type());
        json.writeFieldName("shape");
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        json.writeArray(shape, 0, shape.length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {begin, end}, 0, 2);
        json.writeEndObject();
    }
}
