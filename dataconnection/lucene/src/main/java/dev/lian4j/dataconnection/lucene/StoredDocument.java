package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A document as bytes and back: id, text, then the metadata, each value behind a letter that tells its type. */
final class StoredDocument {

    private StoredDocument() {}

    /**
     * Writes a document that has an id.
     *
     * @throws StoreException if its metadata has a value of a type that cannot be read back
     */
    static BytesRef write(Document document) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            writeText(out, Objects.requireNonNull(document.id()));
            writeText(out, document.text());
            writeMetadata(out, document);
            return new BytesRef(bytes.toByteArray());
        } catch (IOException e) {
            throw new StoreException("Cannot write document '" + document.id() + "'", e);
        }
    }

    static Document read(BytesRef bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length));
        String id = readText(in);
        String text = readText(in);
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            metadata.put(readText(in), readValue(in));
        }
        return new Document(id, text, metadata);
    }

    private static void writeMetadata(DataOutputStream out, Document document) throws IOException {
        out.writeInt(document.metadata().size());
        for (Map.Entry<String, Object> entry : document.metadata().entrySet()) {
            writeText(out, entry.getKey());
            try {
                writeValue(out, entry.getValue());
            } catch (IllegalArgumentException e) {
                throw new StoreException("Document '" + document.id() + "' has " + e.getMessage()
                        + " in its metadata under '" + entry.getKey()
                        + "'; it may hold texts, Integer, Long, Double, Boolean and lists of them");
            }
        }
    }

    private static void writeValue(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value instanceof String text) {
            out.writeByte('s');
            writeText(out, text);
        } else if (value instanceof Boolean bool) {
            out.writeByte('b');
            out.writeBoolean(bool);
        } else if (value instanceof List<?> list) {
            writeList(out, list);
        } else {
            writeNumber(out, value);
        }
    }

    private static void writeNumber(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value instanceof Integer number) {
            out.writeByte('i');
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeByte('l');
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeByte('d');
            out.writeDouble(number);
        } else {
            throw new IllegalArgumentException(
                    value == null ? "null" : "a " + value.getClass().getName());
        }
    }

    private static void writeList(DataOutputStream out, Collection<?> list) throws IOException {
        out.writeByte('[');
        out.writeInt(list.size());
        for (Object item : list) {
            writeValue(out, item);
        }
    }

    private static Object readValue(DataInputStream in) throws IOException {
        char type = (char) in.readByte();
        return switch (type) {
            case 's' -> readText(in);
            case 'b' -> in.readBoolean();
            case 'i' -> in.readInt();
            case 'l' -> in.readLong();
            case 'd' -> in.readDouble();
            case '[' -> readList(in);
            default -> throw new IOException("A stored document has a value of unknown type '" + type + "'");
        };
    }

    private static List<Object> readList(DataInputStream in) throws IOException {
        List<Object> list = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            list.add(readValue(in));
        }
        return List.copyOf(list);
    }

    /** UTF-8, but UTF-16 where UTF-8 would lose half a surrogate pair. */
    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        boolean whole = new String(utf8, StandardCharsets.UTF_8).equals(text);
        byte[] bytes = whole ? utf8 : Terms16.bytes(text);
        out.writeBoolean(whole);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        boolean utf8 = in.readBoolean();
        byte[] bytes = in.readNBytes(in.readInt());
        return utf8
                ? new String(bytes, StandardCharsets.UTF_8)
                : ByteBuffer.wrap(bytes).asCharBuffer().toString();
    }
}
