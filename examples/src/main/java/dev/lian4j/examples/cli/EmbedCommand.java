package dev.lian4j.examples.cli;

import java.io.BufferedReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Vectors of the lines of standard input. */
@Command(
        name = "embed",
        description = "Turn each line of the input into a vector.",
        footer = {"", "Example: echo hello | lian embed --json"})
final class EmbedCommand implements Callable<Integer> {

    private static final int BATCH = 64;

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--embedding", paramLabel = "NAME", description = Embedder.CHOICES)
    String embedding = "";

    EmbedCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        BufferedReader lines = console.lines();
        List<String> batch = lines.lines().limit(BATCH).toList();
        if (batch.isEmpty()) {
            return 0;
        }
        try (Embedder embedder = Embedder.of(embedding, String.join("\n", batch))) {
            while (!batch.isEmpty()) {
                List<float[]> vectors = embedder.model().embedDocuments(batch);
                for (int i = 0; i < batch.size(); i++) {
                    print(batch.get(i), vectors.get(i));
                }
                batch = lines.lines().limit(BATCH).toList();
            }
        }
        return 0;
    }

    private void print(String text, float[] vector) {
        if (common.json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("text", text);
            map.put("embedding", vector);
            console.json(map);
        } else {
            console.out()
                    .println(IntStream.range(0, vector.length)
                            .mapToObj(i -> Float.toString(vector[i]))
                            .collect(Collectors.joining(" ")));
        }
    }
}
