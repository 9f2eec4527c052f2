package dev.lian4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.error.LianException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Many questions at once, and which documents were found, as the tools of TREC read it. A document's best passage counts.
 *
 * @param k documents a question
 * @param search from a question and a number to passages
 */
record TrecRun(int k, BiFunction<String, Integer, List<ScoredDocument>> search) {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Passages asked for each document that is wanted, since several may be of one. */
    private static final int PASSAGES = 4;

    void write(Path queries, Path run) {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(run))) {
            int line = 0;
            for (String query : Files.readAllLines(queries)) {
                line++;
                if (!query.isBlank()) {
                    write(JSON.readTree(query), queries + ", line " + line, out);
                }
            }
            if (out.checkError()) {
                throw new IOException("not all was written");
            }
        } catch (IOException e) {
            throw new LianException("The run " + run + " of " + queries + " failed: " + e.getMessage(), e);
        }
    }

    private void write(JsonNode query, String where, PrintWriter out) {
        String id = query.path("id").asText(query.path("_id").asText(""));
        String text = query.path("text").asText("");
        if (id.isEmpty() || text.isEmpty()) {
            throw new LianException(where + " has no id or no text");
        }
        Map<String, Double> best = new LinkedHashMap<>();
        search.apply(text, PASSAGES * k).forEach(found -> best.putIfAbsent(name(found.document()), found.score()));
        int rank = 0;
        for (Map.Entry<String, Double> document : best.entrySet()) {
            rank++;
            if (rank <= k) {
                out.printf(Locale.ROOT, "%s Q0 %s %d %.6f lian%n", id, document.getKey(), rank, document.getValue());
            }
        }
    }

    private static String name(Document document) {
        Object id = document.metadata().get("id");
        Object source = document.metadata().getOrDefault(Metadata.SOURCE, document.id());
        return String.valueOf(id == null ? source : id).replaceAll("\\s+", "_");
    }
}
