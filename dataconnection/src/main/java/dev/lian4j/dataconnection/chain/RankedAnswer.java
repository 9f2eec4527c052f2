package dev.lian4j.dataconnection.chain;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.model.TextResult;

/**
 * The best of several answers.
 *
 * @param text the answer, without its score
 * @param score from 0 to 100, by the model's own word
 * @param document what it was found in
 */
public record RankedAnswer(String text, int score, Document document) implements TextResult {}
