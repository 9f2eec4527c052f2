package dev.lian4j.core.weights.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.lian4j.core.weights.TensorInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a header, token by token: nothing but what the format has is kept, or even tolerated. */
final class HeaderJson {

    private static final int MOST_TENSORS = 200_000;
    private static final int MOST_DIMENSIONS = 16;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(3)
                    .maxNameLength(10_000)
                    .maxNumberLength(20)
                    .maxStringLength(10 << 20)
                    .build())
            .build();

    private final JsonParser parser;
    private final Map<String, Entry> tensors = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private HeaderJson(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads a header.
     *
     * @throws IOException if it is not one; its message says why
     */
    static HeaderJson read(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            HeaderJson header = new HeaderJson(parser);
            header.readAll();
            return header;
        }
    }

    /** The tensors, in the order of the header. */
    Map<String, Entry> tensors() {
        return tensors;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    private void readAll() throws IOException {
        expect(JsonToken.START_OBJECT, parser.nextToken(), "the header");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            expect(JsonToken.START_OBJECT, parser.nextToken(), "'" + name + "'");
            if (name.equals("__metadata__")) {
                readMetadata();
            } else {
                tensors.put(name, readTensor(name));
            }
            if (tensors.size() > MOST_TENSORS) {
                throw new IOException("it has more than " + MOST_TENSORS + " tensors");
            }
        }
        if (parser.nextToken() != null) {
            throw new IOException("something follows the header's JSON");
        }
    }

    private void readMetadata() throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            expect(JsonToken.VALUE_STRING, parser.nextToken(), "the metadata '" + key + "'");
            metadata.put(key, parser.getText());
        }
    }

    private Entry readTensor(String name) throws IOException {
        String type = "";
        List<Long> shape = List.of(-1L);
        List<Long> offsets = List.of();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "dtype" -> type = text(name);
                case "shape" -> shape = numbers(name, key);
                case "data_offsets" -> offsets = numbers(name, key);
                default -> throw new IOException("the tensor '" + name + "' has the unknown key '" + key + "'");
            }
        }
        return entry(name, type, shape, offsets);
    }

    private String text(String name) throws IOException {
        expect(JsonToken.VALUE_STRING, parser.currentToken(), "the dtype of '" + name + "'");
        return parser.getText();
    }

    private List<Long> numbers(String name, String key) throws IOException {
        expect(JsonToken.START_ARRAY, parser.currentToken(), "the " + key + " of '" + name + "'");
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.VALUE_NUMBER_INT, parser.currentToken(), "a number in the " + key + " of '" + name + "'");
            numbers.add(parser.getLongValue());
            if (numbers.size() > MOST_DIMENSIONS) {
                throw new IOException(
                        "the " + key + " of '" + name + "' has more than " + MOST_DIMENSIONS + " numbers");
            }
        }
        return numbers;
    }

    private static Entry entry(String name, String typeName, List<Long> shape, List<Long> offsets) throws IOException {
        ElementType type = ElementType.of(typeName);
        if (type == null) {
            throw new IOException("the tensor '" + name + "' has the unknown dtype '" + typeName + "'");
        }
        if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(1) < offsets.get(0)) {
            throw new IOException("the data_offsets of '" + name + "' are " + offsets + ", not a begin and an end");
        }
        TensorInfo info = info(name, shape, typeName);
        long bytes = offsets.get(1) - offsets.get(0);
        if (bytes % type.bytes() != 0 || bytes / type.bytes() != info.size()) {
            throw new IOException("the tensor '" + name + "' of the shape " + shape + " and the dtype " + type
                    + " does not fill its " + bytes + " bytes");
        }
        return new Entry(info, offsets.get(0), offsets.get(1));
    }

    private static TensorInfo info(String name, List<Long> shape, String type) throws IOException {
        try {
            return new TensorInfo(name, shape, type);
        } catch (IllegalArgumentException e) {
            throw new IOException("the tensor '" + name + "' cannot have the shape " + shape, e);
        }
    }

    private static void expect(JsonToken wanted, @Nullable JsonToken found, String what) throws IOException {
        if (found != wanted) {
            throw new IOException(what + " is " + found + ", expected was " + wanted);
        }
    }
}
