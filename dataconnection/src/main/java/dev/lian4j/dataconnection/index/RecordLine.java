package dev.lian4j.dataconnection.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** A line of a record file. A run of 0 tells that the document is gone. */
record RecordLine(String key, String source, long run) {

    private static final JsonMapper JSON = new JsonMapper();

    static RecordLine of(IndexRecord record) {
        return new RecordLine(record.key(), record.source(), record.run());
    }

    static RecordLine gone(String key) {
        return new RecordLine(key, "", 0);
    }

    boolean gone() {
        return run == 0;
    }

    IndexRecord record() {
        return new IndexRecord(key, source, run);
    }

    String write() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", key).put("source", source).put("run", run).put("crc", checksum());
        return json + "\n";
    }

    /**
     * Reads a line without its end.
     *
     * @throws IllegalArgumentException if it is not what was written
     */
    static RecordLine read(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            RecordLine read = new RecordLine(
                    json.path("key").asText(),
                    json.path("source").asText(),
                    json.path("run").asLong());
            if (read.write().equals(line + "\n")) {
                return read;
            }
            throw new IllegalArgumentException("its checksum is wrong");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
    }

    private long checksum() {
        CRC32C crc = new CRC32C();
        crc.update((key + "\n" + source + "\n" + run).getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
