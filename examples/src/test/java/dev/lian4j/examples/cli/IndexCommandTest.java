package dev.lian4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.document.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lian index} and {@code lian search}. */
class IndexCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path documents;
    private Path store;

    @BeforeEach
    void write() throws IOException {
        documents = Files.createDirectory(folder.resolve("documents"));
        store = folder.resolve("store");
        Files.writeString(documents.resolve("leave.txt"), "Every employee has 27 days of annual leave.");
        Files.writeString(documents.resolve("coffee.md"), "# Kitchen\n\nThe coffee machine is cleaned on Fridays.");
    }

    private JsonNode index(String... more) throws IOException {
        List<String> args =
                new ArrayList<>(List.of("index", "--json", "--store", store.toString(), documents.toString()));
        args.addAll(List.of(more));
        CliRun run = CliRun.lian(args.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    private List<JsonNode> search(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of("search", "--json", "--store", store.toString()));
        all.addAll(List.of(args));
        CliRun run = CliRun.lian(all.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    @Test
    void theSecondRunAddsNothingAndChangesAreFollowed() throws IOException {
        assertThat(index().path("added").intValue()).isEqualTo(2);
        assertThat(index().toString())
                .isEqualTo("{\"added\":0,\"updated\":0,\"skipped\":2,\"deleted\":0,\"failed\":0}");

        Files.writeString(documents.resolve("leave.txt"), "Every employee has 30 days of annual leave.");
        Files.delete(documents.resolve("coffee.md"));

        assertThat(index().toString())
                .isEqualTo("{\"added\":0,\"updated\":1,\"skipped\":0,\"deleted\":2,\"failed\":0}");
        assertThat(search("-k", "5", "annual leave"))
                .singleElement()
                .satisfies(found -> assertThat(found.path("text").asText()).contains("30 days"));
    }

    @Test
    void tellsWhatTheStoreHasLostAndStoresItAnew() throws IOException {
        index();
        assertThat(verify()).isEqualTo("{\"records\":2,\"missing\":0,\"changed\":0,\"unknown\":0}");
        try (Store opened = Store.open(store)) {
            opened.vectors().delete(Filter.contains("source", "leave.txt"));
        }
        assertThat(verify()).isEqualTo("{\"records\":2,\"missing\":1,\"changed\":0,\"unknown\":0}");
        assertThat(CliRun.lian("index", "--verify", "--store", store.toString()).exit())
                .isEqualTo(1);
        CliRun mended = CliRun.lian("index", "--verify", "--json", "--store", store.toString(), documents.toString());
        assertThat(mended.exit()).isZero();
        assertThat(mended.out()).contains("\"missing\":1").contains("\"added\":1,\"updated\":0,\"skipped\":1");
        assertThat(verify()).contains("\"missing\":0");
        assertThat(search("annual leave")).isNotEmpty();
        assertThat(CliRun.lian("index", "--store", store.toString()).err()).contains("Name files or folders");
    }

    private String verify() {
        return CliRun.lian("index", "--verify", "--json", "--store", store.toString())
                .out()
                .strip();
    }

    @Test
    void aFileThatCannotBeReadIsCountedAndWhatWasOfItStays() throws IOException {
        Path data = Files.writeString(documents.resolve("staff.json"), "[{\"name\": \"Tom\"}]");
        assertThat(index().path("added").intValue()).isEqualTo(3);

        Files.writeString(data, "[{\"name\": ");
        JsonNode second = index();

        assertThat(second.path("failed").intValue()).isEqualTo(1);
        assertThat(second.path("deleted").intValue()).isZero();
        assertThat(search("--mode", "bm25", "Tom")).hasSize(1);
    }

    @Test
    void everyModeFindsThePassageAndFiltersHold() throws IOException {
        index();

        for (String mode : List.of("vector", "bm25", "hybrid")) {
            assertThat(search("-k", "1", "--mode", mode, "annual leave")
                            .get(0)
                            .path("metadata")
                            .path("source")
                            .asText())
                    .as(mode)
                    .endsWith("leave.txt");
        }
        assertThat(search("--mmr", "0.5", "annual leave")).hasSize(2);
        String source = documents.resolve("coffee.md").toString();
        assertThat(search("--filter", "source = '" + source + "'", "annual leave"))
                .singleElement()
                .satisfies(found -> assertThat(found.path("rank").intValue()).isEqualTo(1));
    }

    @Test
    void questionsOfACorpusBecomeARun() throws IOException {
        Path corpus = folder.resolve("corpus.jsonl");
        Files.writeString(corpus, """
                {"id": "d1", "text": "北京是中国的首都。"}
                {"id": "d2", "text": "长江是亚洲最长的河流。"}
                """);
        Path queries = folder.resolve("queries.jsonl");
        Files.writeString(queries, "{\"id\": \"q1\", \"text\": \"中国的首都是哪里?\"}\n");
        Path run = folder.resolve("run.txt");

        CliRun indexed = CliRun.lian("index", "--store", store.toString(), "--jsonl-text", "text", corpus.toString());
        CliRun searched = CliRun.lian(
                "search",
                "--store",
                store.toString(),
                "-k",
                "2",
                "--queries",
                queries.toString(),
                "--run",
                run.toString());

        assertThat(indexed.out()).contains("2 passages added");
        assertThat(searched.exit()).as(searched.err()).isZero();
        assertThat(Files.readAllLines(run))
                .satisfiesExactly(
                        line -> assertThat(line).matches("q1 Q0 d1 1 [0-9.]+ lian"),
                        line -> assertThat(line).matches("q1 Q0 d2 2 [0-9.]+ lian"));
    }

    @Test
    void wrongUseIsToldInALine() {
        assertThat(CliRun.lian("search", "--store", store.toString(), "x").err())
                .contains("There is no store in");
        assertThat(CliRun.lian("search", "--store", store.toString()).err()).contains("Give a QUERY");
    }

    @Test
    void aStoreOfAnotherMetricIsNotSearchedAsIfItWereOne() throws IOException {
        index("--metric", "euclidean");

        CliRun run = CliRun.lian("search", "--store", store.toString(), "--metric", "dot", "leave");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("EUCLIDEAN");
        assertThat(CliRun.lian("search", "--store", store.toString(), "leave").exit())
                .isZero();
    }
}
