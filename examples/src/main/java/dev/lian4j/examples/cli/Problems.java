package dev.lian4j.examples.cli;

import dev.lian4j.dataconnection.load.LoadProblem;
import java.util.ArrayList;
import java.util.List;

/** What could not be read: told at once, counted, and not to be taken for gone. */
final class Problems {

    private final Console console;
    private final List<String> paths = new ArrayList<>();

    Problems(Console console) {
        this.console = console;
    }

    void add(LoadProblem problem) {
        console.note("Skipped " + problem);
        paths.add(problem.path().toString());
    }

    /** Whether a source is one of them, or lies in a folder that is. */
    boolean concern(String source) {
        return paths.stream().anyMatch(path -> source.equals(path) || source.startsWith(path + "/"));
    }

    long count() {
        return paths.size();
    }
}
