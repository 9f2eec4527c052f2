package dev.lian4j.finetune.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads examples from JSON Lines, or from CSV with a head. Each line or row is {@code {"context", "target"}},
 * {@code {"prompt", "completion"}}, Alpaca's {@code {"instruction", "input", "output"}}, or, in JSON,
 * {@code {"messages": [{"role", "content"}, ...]}}, whose last message is the target.
 */
public final class ExampleFile {

    private static final JsonMapper JSON = new JsonMapper();
    private static final CSVFormat CSV = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();

    private final Path file;
    private final List<Example> examples = new ArrayList<>();

    private ExampleFile(Path file) {
        this.file = file;
    }

    /**
     * All examples of a file, in order; CSV where the name ends so.
     *
     * @throws DocumentLoadException if the file cannot be read, has no examples, or a line is none; says which
     */
    public static List<Example> read(Path file) {
        return new ExampleFile(file).examples();
    }

    private List<Example> examples() {
        boolean table = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        try {
            if (table) {
                readTable();
            } else {
                readLines();
            }
        } catch (CharacterCodingException e) {
            throw new DocumentLoadException(file.toString(), "is not UTF-8", e);
        } catch (IOException | UncheckedIOException e) {
            throw new DocumentLoadException(file.toString(), "cannot be read: " + e.getMessage(), e);
        }
        if (examples.isEmpty()) {
            throw new DocumentLoadException(file.toString(), "has no examples");
        }
        return examples;
    }

    private void readLines() throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            for (int number = 1; line != null; number++) {
                String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
                if (!text.isBlank()) {
                    add(text, "line " + number);
                }
                line = reader.readLine();
            }
        }
    }

    private void readTable() throws IOException {
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = CSV.parse(reader)) {
            for (CSVRecord row : parser) {
                ObjectNode node = JsonNodeFactory.instance.objectNode();
                row.toMap().forEach((name, value) -> node.put(name.replace("\uFEFF", ""), value));
                add(node, "row " + row.getRecordNumber());
            }
        } catch (IllegalArgumentException | CSVException e) {
            throw new DocumentLoadException(file.toString(), "is no CSV file with a head: " + e.getMessage(), e);
        }
    }

    private void add(String line, String where) {
        try {
            add(JSON.readTree(line), where);
        } catch (JsonProcessingException e) {
            throw fault(where, "is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void add(JsonNode node, String where) {
        try {
            examples.add(ExampleForms.example(node));
        } catch (IllegalArgumentException e) {
            throw fault(where, "is no example: " + e.getMessage(), e);
        }
    }

    private DocumentLoadException fault(String where, String reason, Exception cause) {
        return new DocumentLoadException(file.toString(), where + " " + reason, cause);
    }
}
