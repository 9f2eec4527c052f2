package dev.lian4j.dataconnection.store;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the contents of a store as a snapshot, in the form of {@link SnapshotFormat}. */
final class SnapshotWriter {

    private final FrameWriter frames;
    private final Payload payload = new Payload();
    private final ValueWriter values = new ValueWriter(payload);

    SnapshotWriter(WritableByteChannel to) {
        frames = new FrameWriter(to);
    }

    void write(Contents contents, String model) throws IOException {
        frames.start();
        values.write(SnapshotHeader.of(contents, model).toMap());
        frames.frame(SnapshotFormat.HEADER, payload);
        if (contents.table().rows() > 0) {
            rows(
                    SnapshotFormat.DOCUMENTS,
                    contents,
                    row -> document(contents.table().at(row)));
            rows(
                    SnapshotFormat.VECTORS,
                    contents,
                    row -> vector(contents.index().get(row)));
            if (contents.index() instanceof HnswRows rows) {
                Nodes nodes = rows.graph().nodes();
                rows(SnapshotFormat.LINKS, contents, row -> links(nodes, row));
            }
        }
        frames.frame(SnapshotFormat.END, payload);
    }

    /** Puts one row into the payload. */
    @FunctionalInterface
    private interface Row {
        void put(int row);
    }

    private void rows(int type, Contents contents, Row each) throws IOException {
        for (int row = 0; row < contents.table().rows(); row++) {
            each.put(row);
            if (payload.full()) {
                frames.frame(type, payload);
            }
        }
        if (payload.size() > 0) {
            frames.frame(type, payload);
        }
    }

    private void document(@Nullable Document document) {
        try {
            values.write(document == null ? null : Arrays.asList(document.id(), document.text(), document.metadata()));
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The document '" + Objects.requireNonNull(document).id()
                            + "' has something that a snapshot cannot hold: " + e.getMessage(),
                    e);
        }
    }

    private void vector(float[] vector) {
        for (float value : vector) {
            payload.put(value);
        }
    }

    private void links(Nodes nodes, int row) {
        payload.put(nodes.level(row));
        for (int layer = 0; layer <= nodes.level(row); layer++) {
            int[] links = nodes.links(row, layer);
            payload.put(links.length);
            for (int link : links) {
                payload.put(link);
            }
        }
    }
}
