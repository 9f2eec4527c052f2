package dev.lian4j.examples.cli;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.EmbeddingModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * As {@link DocumentAnswers}, for the small embedded model: it reads only the sentence nearest to the question, and where
 * its answer does not rest on that, the sentence itself is the answer.
 *
 * @param retriever finds the passages
 * @param pages the documents that the passages were cut from
 * @param embeddings finds the sentence in them
 * @param model the small model
 * @param name how the model is shown
 */
record SmallModelAnswers(
        Retriever retriever, List<Document> pages, EmbeddingModel embeddings, ChatModel model, String name)
        implements Chain<String, CitedAnswer> {

    /** Below this cosine, sentences were found to be of something else. */
    private static final double NEAR = 0.36;

    @Override
    public CitedAnswer invoke(String question, Run run) {
        List<ScoredDocument> found = run.call(retriever, question);
        Optional<ScoredDocument> sentence = KeySentences.nearest(question, pagesOf(found), embeddings);
        String text = sentence.map(nearest -> answer(question, nearest, run)).orElseGet(() -> Passages.quoted(found));
        return new CitedAnswer(text, found, name);
    }

    /** Whole pages, since a passage may begin and end within a sentence. */
    private List<Document> pagesOf(List<ScoredDocument> found) {
        Set<String> places = found.stream()
                .map(passage -> Documents.citation(passage.document()))
                .collect(Collectors.toSet());
        return pages.stream()
                .filter(page -> places.contains(Documents.citation(page)))
                .toList();
    }

    private String answer(String question, ScoredDocument sentence, Run run) {
        if (sentence.score() < NEAR) {
            return "The documents do not seem to tell. Nearest to it: " + Passages.quoted(List.of(sentence));
        }
        String text = sentence.document().text();
        Map<String, Object> values = Map.of("context", text, "question", question);
        String answer =
                run.call(Prompts.answeringSimply().then(model), values).text().strip();
        return Grounding.holds(answer, text, question) ? answer : Passages.quoted(List.of(sentence));
    }
}
