package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Questions and their answers.
 *
 * @param name what it is called in reports
 * @param cases the questions, in order; no two of one id
 */
public record EvaluationDataset(String name, List<EvaluationCase> cases) {

    /** Copies the list. */
    public EvaluationDataset {
        cases = List.copyOf(cases);
        Set<String> ids = new HashSet<>();
        cases.forEach(one -> {
            if (!ids.add(one.id())) {
                throw new IllegalArgumentException("Two cases have the id '" + one.id() + "'");
            }
        });
    }

    /** Some questions. */
    public static EvaluationDataset of(String name, EvaluationCase... cases) {
        return new EvaluationDataset(name, List.of(cases));
    }

    /**
     * Reads JSON Lines: on each line an object with {@code question}, and where known {@code expected} and {@code id},
     * which is else the line's number; other fields become metadata. Blank lines are skipped.
     *
     * @throws DocumentLoadException if the file cannot be read or a line is no such object; tells the line
     */
    public static EvaluationDataset read(Path file) {
        List<EvaluationCase> cases = JsonLines.read(file, CaseJson::read);
        try {
            return new EvaluationDataset(file.getFileName().toString(), cases);
        } catch (IllegalArgumentException e) {
            throw new DocumentLoadException(file.toString(), e.getMessage() + "; give each its own", e);
        }
    }

    /**
     * Writes JSON Lines that {@link #read} reads.
     *
     * @throws StoreException if the file cannot be written
     */
    public void write(Path file) {
        String lines = cases.stream().map(CaseJson::write).collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.writeString(file, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException("The dataset cannot be written to " + file + ": " + e, e);
        }
    }

    /** How many questions there are. */
    public int size() {
        return cases.size();
    }
}
