package dev.lian4j.core.weights.safetensors;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.io.BlockFormat;
import dev.lian4j.core.weights.io.MappedFile;
import dev.lian4j.core.weights.io.MappedTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One file of safetensors: 8 bytes of length, a header of JSON, the numbers. The header is checked when it is opened. */
final class SafetensorsFile implements AutoCloseable {

    private static final long LONGEST_HEADER = 100_000_000;

    private final Path path;
    private final MappedFile file;
    private final HeaderJson header;
    private final long dataStart;

    private SafetensorsFile(Path path, MappedFile file, HeaderJson header, long dataStart) {
        this.path = path;
        this.file = file;
        this.header = header;
        this.dataStart = dataStart;
    }

    static SafetensorsFile open(Path path) {
        try {
            return open(path, MappedFile.open(path));
        } catch (NoSuchFileException e) {
            throw new ModelException("There is no weights file " + path, ModelException.Details.NONE, e);
        } catch (IOException e) {
            throw new ModelException(
                    path + ": not a usable safetensors file: " + e.getMessage()
                            + ". It is damaged, cut or of another kind: fetch it again",
                    ModelException.Details.NONE,
                    e);
        }
    }

    private static SafetensorsFile open(Path path, MappedFile file) throws IOException {
        if (file.size() < 8) {
            throw new IOException("it has " + file.size() + " bytes, not even the 8 of the header's length");
        }
        long length = file.slice(0, 8).getLong();
        if (length < 2 || length > LONGEST_HEADER || length > file.size() - 8) {
            throw new IOException("its header is said to have " + Long.toUnsignedString(length)
                    + " bytes; the file has " + (file.size() - 8) + " more, and at most " + LONGEST_HEADER
                    + " are read");
        }
        HeaderJson header = HeaderJson.read(bytes(file, (int) length));
        checkPlaces(header.tensors(), file.size() - 8 - length);
        return new SafetensorsFile(path, file, header, 8 + length);
    }

    private static byte[] bytes(MappedFile file, int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int part = Math.min(MappedFile.LARGEST_SLICE, length - done);
            ByteBuffer slice = file.slice(8L + done, part);
            slice.get(bytes, done, part);
            done += part;
        }
        if (bytes[0] != '{') {
            throw new IOException("its header does not start with '{'");
        }
        return bytes;
    }

    /** The tensors must lie one behind the other and fill the file: no overlap, no gap, no bytes left. */
    private static void checkPlaces(Map<String, Entry> tensors, long dataBytes) throws IOException {
        List<Entry> inPlace = tensors.values().stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList();
        long end = 0;
        for (Entry entry : inPlace) {
            if (entry.begin() != end) {
                throw new IOException("the tensor '" + entry.info().name() + "' starts at byte " + entry.begin()
                        + " of the data, not at " + end + " behind the one before it");
            }
            end = entry.end();
        }
        if (end != dataBytes) {
            throw new IOException("its tensors take " + end + " bytes, but " + dataBytes + " follow the header");
        }
    }

    Map<String, Entry> entries() {
        return header.tensors();
    }

    Map<String, String> metadata() {
        return header.metadata();
    }

    TensorInfo info(String name) {
        return entry(name).info();
    }

    private Entry entry(String name) {
        return Objects.requireNonNull(header.tensors().get(name));
    }

    MappedTensor tensor(String name) {
        Entry entry = entry(name);
        ElementType type = ElementType.of(entry.info().type());
        BlockFormat format = type == null ? null : type.format();
        if (format == null) {
            throw new ModelException(path + ": the tensor '" + name + "' has the type "
                    + entry.info().type() + ", only F32, F16, BF16 and F64 are read as weights");
        }
        return new MappedTensor(entry.info(), file, dataStart + entry.begin(), format, null);
    }

    @Override
    public void close() {
        file.close();
    }
}
