package dev.lian4j.examples.web;

import dev.lian4j.core.Streamed;
import dev.lian4j.core.model.TextResult;
import java.util.List;

/** What the page is for: documents that are put in, and questions about them. Safe for several threads. */
public interface DocumentChat {

    /** What is there to ask about, and who answers. */
    State state();

    /**
     * Puts a document in.
     *
     * @param name of the file, by whose end its type is known
     * @throws dev.lian4j.core.error.LianException if it cannot be read; says why
     */
    Shelved add(String name, byte[] content);

    /** Answers a question of a conversation; the pieces are the answer's text, as far as the model streams. */
    Streamed<Reply> ask(String session, String question);

    /**
     * What the page shows beside the conversation.
     *
     * @param model who answers; {@code none} for passages quoted
     * @param documents what was put in, in order
     */
    record State(String model, List<Shelved> documents) {}

    /**
     * A document that can be asked about.
     *
     * @param name its file's
     * @param passages into which it was cut
     */
    record Shelved(String name, int passages) {}

    /**
     * An answer.
     *
     * @param text what was said
     * @param sources the passages that were read, best first
     * @param model who said it
     * @param trace a page that shows how it came about
     */
    record Reply(String text, List<Passage> sources, String model, String trace) implements TextResult {}

    /**
     * A passage.
     *
     * @param source file and page
     * @param text its words
     * @param score how near it is to the question, 1 for the same
     */
    record Passage(String source, String text, double score) {}
}
