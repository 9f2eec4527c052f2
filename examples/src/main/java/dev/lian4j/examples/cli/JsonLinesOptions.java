package dev.lian4j.examples.cli;

import dev.lian4j.core.document.Document;
import dev.lian4j.dataconnection.load.JsonLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** A corpus in JSON Lines: which field is the text, and which names it. */
final class JsonLinesOptions {

    @Option(names = "--jsonl-text", paramLabel = "FIELD", description = "PATHs are JSON Lines with the text there.")
    String text = "";

    @Option(names = "--jsonl-id", paramLabel = "FIELD", description = "The field that names each; ${DEFAULT-VALUE}.")
    String id = "id";

    boolean wanted() {
        return !text.isEmpty();
    }

    /** A document a line; its name is the metadata {@code id}. */
    Stream<Document> load(List<Path> files) {
        return files.stream()
                .flatMap(file -> JsonLoader.builder(file)
                        .jsonLines(true)
                        .content("." + text)
                        .metadata(id)
                        .build()
                        .load()
                        .map(document -> document.with(
                                "id", String.valueOf(document.metadata().get(id)))));
    }
}
