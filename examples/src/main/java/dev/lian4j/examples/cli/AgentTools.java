package dev.lian4j.examples.cli;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.tool.Tool;
import dev.lian4j.parsers.tool.ready.Calculator;
import dev.lian4j.parsers.tool.ready.CurrentTime;
import dev.lian4j.parsers.tool.ready.DocumentSearch;
import dev.lian4j.parsers.tool.ready.ReadFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The tools that a command names. Closing it frees what they hold.
 *
 * @param tools the tools
 * @param embedders what must be closed with them
 */
record AgentTools(List<Tool> tools, List<Embedder> embedders) implements AutoCloseable {

    /** For options: what there is. */
    static final String CHOICES =
            "calculator, clock, docs:PATH (search in a file or folder), files:FOLDER (read text files).";

    private static final int PASSAGES = 4;

    static AgentTools of(List<String> names, String task, Console console) {
        AgentTools chosen = new AgentTools(new ArrayList<>(), new ArrayList<>());
        try {
            names.forEach(name -> chosen.tools.add(chosen.tool(name.strip(), task, console)));
        } catch (RuntimeException e) {
            chosen.close();
            throw e;
        }
        return chosen;
    }

    private Tool tool(String name, String task, Console console) {
        String path = name.substring(name.indexOf(':') + 1);
        if (name.startsWith("docs:")) {
            return search(new Library(console).load(List.of(Path.of(path))), task);
        }
        if (name.startsWith("files:")) {
            return ReadFile.within(Path.of(path));
        }
        return switch (name) {
            case "calculator" -> Calculator.create();
            case "clock" -> CurrentTime.of(Clock.system(ZoneId.systemDefault()));
            default -> throw new IllegalArgumentException("Unknown tool '" + name + "': expected " + CHOICES);
        };
    }

    private Tool search(List<Document> documents, String task) {
        Embedder embedder = Embedder.of("", task);
        embedders.add(embedder);
        return DocumentSearch.of(
                Library.passages(documents, task, embedder.model()).asRetriever(PASSAGES));
    }

    @Override
    public void close() {
        embedders.forEach(Embedder::close);
    }
}
