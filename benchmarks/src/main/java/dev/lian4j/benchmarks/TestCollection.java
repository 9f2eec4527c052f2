package dev.lian4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.document.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Documents, questions, and which documents answer which question.
 *
 * @param name the folder's name; one that ends in {@code -zh} is Chinese
 * @param documents title and text of each, under its id
 * @param questions by id
 * @param grades how well documents, by id, answer a question, by id; higher is better
 */
public record TestCollection(
        String name, List<Document> documents, Map<String, String> questions, Map<String, Map<String, Double>> grades) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads {@code corpus.jsonl}, {@code queries.jsonl} and {@code qrels.tsv}. */
    public static TestCollection read(Path folder) throws IOException {
        List<Document> documents = new ArrayList<>();
        for (JsonNode line : lines(folder.resolve("corpus.jsonl"))) {
            String text = line.path("title").asText() + "\n" + line.path("text").asText();
            documents.add(Document.of(text.strip()).withId(line.path("id").asText()));
        }
        Map<String, String> questions = new LinkedHashMap<>();
        for (JsonNode line : lines(folder.resolve("queries.jsonl"))) {
            questions.put(line.path("id").asText(), line.path("text").asText());
        }
        return new TestCollection(
                folder.getFileName().toString(), documents, questions, grades(folder.resolve("qrels.tsv")));
    }

    boolean chinese() {
        return name.endsWith("-zh");
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static Map<String, Map<String, Double>> grades(Path file) throws IOException {
        Map<String, Map<String, Double>> grades = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            grades.computeIfAbsent(fields[0], any -> new HashMap<>()).put(fields[1], Double.valueOf(fields[2]));
        }
        return grades;
    }
}
