package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What an evaluation found.
 *
 * @param title what was evaluated
 * @param dataset the dataset's name
 * @param results what became of each question, in the dataset's order
 * @param took how long it took
 */
public record EvaluationReport(String title, String dataset, List<EvaluationResult> results, Duration took) {

    /** Copies the list. */
    public EvaluationReport {
        results = List.copyOf(results);
    }

    /** The evaluators, in the order of their first score or error. */
    public List<String> evaluators() {
        return Summary.names(results);
    }

    /**
     * The mean score of an evaluator, from 0 to 1, over the questions that it could judge; 0 where there are none.
     * Answers that failed count as 0.
     */
    public double mean(String evaluator) {
        return Summary.of(results, evaluator).mean();
    }

    /** How many questions passed with every evaluator. */
    public long passed() {
        return results.stream().filter(EvaluationResult::passed).count();
    }

    /** For a terminal: the means, then what did not pass. Without control characters of what was answered. */
    public String text() {
        return ReportText.of(this);
    }

    /** One page that needs nothing else, to be opened in a browser. */
    public String html() {
        return ReportHtml.of(this);
    }

    /** What has changed from this to a later report of the same questions. */
    public EvaluationComparison compare(EvaluationReport later) {
        return EvaluationComparison.of(this, later);
    }

    /**
     * Writes it as JSON Lines that {@link #read} reads.
     *
     * @throws StoreException if the file cannot be written
     */
    public void write(Path file) {
        try {
            Files.writeString(file, ReportJson.write(this), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException("The report cannot be written to " + file + ": " + e, e);
        }
    }

    /**
     * Reads what {@link #write} wrote. The texts of the documents are not kept.
     *
     * @throws DocumentLoadException if the file cannot be read or is no report; tells the line
     */
    public static EvaluationReport read(Path file) {
        return ReportJson.read(file);
    }
}
