package dev.lian4j.dataconnection.index;

import dev.lian4j.core.document.Document;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** SHA-256 over text, metadata in the order of its keys, and source; each part behind its length, so none runs into the next. */
final class DocumentHash {

    private final MessageDigest digest;

    private DocumentHash(MessageDigest digest) {
        this.digest = digest;
    }

    static String of(Document document, String source) {
        DocumentHash hash = new DocumentHash(sha256());
        hash.text(document.text());
        hash.value(document.metadata());
        hash.text(source);
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put(String.valueOf(key), each));
            text("map " + sorted.size());
            sorted.forEach((key, each) -> {
                text(key);
                value(each);
            });
        } else if (value instanceof Collection<?> list) {
            text("list " + list.size());
            list.forEach(this::value);
        } else {
            text(value == null ? "null" : value.getClass().getName());
            text(String.valueOf(value));
        }
    }

    private void text(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 2 * text.length()).putInt(text.length());
        bytes.slice().asCharBuffer().put(text);
        digest.update(bytes.array());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
