package dev.lian4j.core.weights.gguf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what a GGUF header tells of its tensors: they must lie one behind the other, and within the file. */
final class GgufTensors {

    private static final int LONGEST_NAME = 63;

    private final GgufInput in;
    private final long alignment;
    private final List<GgufTensor> tensors = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private long end;

    private GgufTensors(GgufInput in, long alignment) {
        this.in = in;
        this.alignment = alignment;
    }

    static List<GgufTensor> read(GgufInput in, long count, long alignment) throws IOException {
        GgufTensors reader = new GgufTensors(in, alignment);
        for (long i = 0; i < count; i++) {
            reader.readOne();
        }
        reader.checkRoom();
        return List.copyOf(reader.tensors);
    }

    private void readOne() throws IOException {
        String name = in.string("the name of a tensor");
        if (name.isEmpty() || name.length() > LONGEST_NAME || !names.add(name)) {
            throw in.fail(name.length(), "the tensor name '" + shortened(name) + "' is empty, too long or comes twice");
        }
        List<Long> shape = shape(name);
        long typeId = in.u32();
        GgmlType type = GgmlType.of(typeId);
        if (type == null) {
            throw in.fail(
                    4, "the tensor '" + name + "' has the type " + typeId + ", which this llama.cpp does not know");
        }
        long bytes = bytes(name, shape, type);
        long offset = in.i64();
        if (offset != end) {
            throw in.fail(
                    8,
                    "the tensor '" + name + "' starts at " + Long.toUnsignedString(offset) + " of the data, not at "
                            + end + " behind the one before it");
        }
        tensors.add(new GgufTensor(name, shape, type.name(), offset, bytes));
        end = aligned(name, offset, bytes);
    }

    private List<Long> shape(String name) throws IOException {
        long dimensions = in.u32();
        if (dimensions < 1 || dimensions > 4) {
            throw in.fail(4, "the tensor '" + name + "' has " + dimensions + " dimensions, it must have 1 to 4");
        }
        List<Long> shape = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            long length = in.i64();
            if (length < 1) {
                throw in.fail(8, "the tensor '" + name + "' has the length " + length + " in dimension " + i);
            }
            shape.add(length);
        }
        return shape;
    }

    private long bytes(String name, List<Long> shape, GgmlType type) throws IOException {
        if (shape.get(0) % type.blockLength() != 0) {
            throw in.fail(
                    4,
                    "a row of the tensor '" + name + "' has " + shape.get(0) + " numbers, no multiple of the "
                            + type.blockLength() + " in a block of " + type);
        }
        try {
            return type.bytes(shape.stream().reduce(1L, Math::multiplyExact));
        } catch (ArithmeticException e) {
            throw in.fail(4, "the tensor '" + name + "' of the shape " + shape + " is too large");
        }
    }

    private long aligned(String name, long offset, long bytes) throws IOException {
        try {
            long behind = Math.addExact(offset, bytes);
            return Math.multiplyExact(Math.addExact(behind, alignment - 1) / alignment, alignment);
        } catch (ArithmeticException e) {
            throw in.fail(8, "the data up to the tensor '" + name + "' is too large");
        }
    }

    private void checkRoom() throws IOException {
        if (tensors.isEmpty()) {
            return;
        }
        long start = (in.position() + alignment - 1) / alignment * alignment;
        GgufTensor last = tensors.get(tensors.size() - 1);
        long needed = last.offset() + last.bytes();
        if (start > in.size() || needed > in.size() - start) {
            throw in.fail(
                    0,
                    "the header ends and announces " + needed + " bytes of tensors, but the file has only "
                            + Math.max(0, in.size() - start) + " more");
        }
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }
}
