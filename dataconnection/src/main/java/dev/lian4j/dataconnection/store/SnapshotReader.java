package dev.lian4j.dataconnection.store;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SnapshotWriter} wrote, and believes nothing in it unchecked. */
final class SnapshotReader {

    private final FrameReader frames;
    private final SnapshotHeader header;
    private final Contents contents;
    private final @Nullable GraphReader graph;
    private int vectors;

    private SnapshotReader(FrameReader frames, SnapshotHeader header, Layout layout) {
        this.frames = frames;
        this.header = header;
        contents = new Contents(layout);
        RowIndex index = header.dimension() == 0 ? null : contents.withDimension(header.dimension());
        graph = index instanceof HnswRows rows
                        && sameGraph(header.hnsw(), rows.graph().options())
                ? new GraphReader(rows, header)
                : null;
    }

    /** A graph is taken over where it would be made the same. */
    private static boolean sameGraph(@Nullable HnswOptions saved, HnswOptions wanted) {
        return saved != null && saved.m() == wanted.m() && saved.efConstruction() == wanted.efConstruction();
    }

    static Contents read(Path file, SnapshotWanted wanted) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FrameReader frames = new FrameReader(file, channel);
            frames.start();
            SnapshotHeader header = header(frames, frames.next());
            return new SnapshotReader(frames, header, wanted.layout(file, header)).read();
        } catch (ClosedByInterruptException e) {
            throw CancelledException.interrupted("loading " + file);
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be read: " + e, e);
        }
    }

    private static SnapshotHeader header(FrameReader frames, FrameReader.Frame frame) {
        try {
            if (frame.type() != SnapshotFormat.HEADER) {
                throw new IllegalArgumentException("it is no header");
            }
            return SnapshotHeader.from(new ValueReader(frame.payload()).read());
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw frames.damaged(frame.offset(), "its header is malformed: " + e.getMessage(), e);
        }
    }

    private Contents read() throws IOException {
        FrameReader.Frame frame = frames.next();
        while (frame.type() != SnapshotFormat.END) {
            take(frame);
            frame = frames.next();
        }
        frames.end();
        checked(frame, end -> complete());
        return contents;
    }

    /** Does something with a payload. */
    @FunctionalInterface
    private interface Taking {
        void take(ByteBuffer payload);
    }

    private void take(FrameReader.Frame frame) {
        checked(frame, payload -> {
            switch (frame.type()) {
                case SnapshotFormat.DOCUMENTS -> documents(payload);
                case SnapshotFormat.VECTORS -> vectors(payload);
                case SnapshotFormat.LINKS -> links(payload);
                default -> throw new IllegalArgumentException("it has the unknown type " + frame.type());
            }
        });
    }

    private void checked(FrameReader.Frame frame, Taking taking) {
        try {
            taking.take(frame.payload());
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            String what = e instanceof BufferUnderflowException ? "a value is cut" : String.valueOf(e.getMessage());
            throw frames.damaged(frame.offset(), what, e);
        }
    }

    private void documents(ByteBuffer payload) {
        ValueReader values = new ValueReader(payload);
        while (payload.hasRemaining()) {
            Object value = values.read();
            contents.table().add(value == null ? null : document(value));
        }
    }

    private Document document(Object value) {
        if (value instanceof List<?> list
                && list.size() == 3
                && list.get(0) instanceof String id
                && list.get(1) instanceof String text
                && list.get(2) instanceof Map<?, ?> metadata) {
            require(!contents.table().has(id), "the id '" + id + "' is there twice");
            return new Document(id, text, keyed(metadata));
        }
        throw new IllegalArgumentException("a document is no id, text and metadata");
    }

    private static Map<String, Object> keyed(Map<?, ?> metadata) {
        Map<String, Object> keyed = new LinkedHashMap<>();
        metadata.forEach((key, value) -> keyed.put(String.valueOf(key), value));
        return keyed;
    }

    private void vectors(ByteBuffer payload) {
        int bytes = header.dimension() * Float.BYTES;
        require(bytes > 0 && payload.remaining() % bytes == 0, "its length is no multiple of the dimension");
        List<float[]> read = new ArrayList<>();
        while (payload.hasRemaining()) {
            float[] vector = new float[header.dimension()];
            payload.asFloatBuffer().get(vector);
            payload.position(payload.position() + bytes);
            require(Vectors.finite(vector), "the vector of row " + (vectors + read.size()) + " is not finite");
            read.add(vector);
        }
        vectors += graph == null ? added(read) : graph.place(read);
    }

    private int added(List<float[]> read) {
        contents.index().add(read);
        return read.size();
    }

    private void links(ByteBuffer payload) {
        require(header.hnsw() != null && vectors == header.rows(), "links come where none should");
        if (graph != null) {
            graph.links(payload);
        }
    }

    private void complete() {
        require(
                contents.table().rows() == header.rows(),
                "there are " + contents.table().rows() + " documents");
        require(vectors == header.rows(), "there are " + vectors + " vectors, not " + header.rows());
        if (graph != null) {
            graph.complete();
        }
    }

    private static void require(boolean right, String wrong) {
        if (!right) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
