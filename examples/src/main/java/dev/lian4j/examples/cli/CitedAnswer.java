package dev.lian4j.examples.cli;

import dev.lian4j.core.document.ScoredDocument;
import java.util.List;

/**
 * An answer and what it rests on.
 *
 * @param text the answer, or the best passages quoted
 * @param sources the passages read, best first
 * @param model the model that answered, or {@code none}
 */
record CitedAnswer(String text, List<ScoredDocument> sources, String model) {}
