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
import java.util.stream.Collectors;

/**
 * As {@link DocumentAnswers}, for the small embedded model: it reads only the sentences nearest to the question, and
 * where its answer does not rest on them, the nearest sentence is the answer.
 *
 * @param retriever finds the passages
 * @param embeddings finds the sentences in them
 * @param model the small model
 * @param name how the model is shown
 */
record SmallModelAnswers(Retriever retriever, EmbeddingModel embeddings, ChatModel model, String name)
        implements Chain<String, CitedAnswer> {

    private static final int SENTENCES = 3;

    @Override
    public CitedAnswer invoke(String question, Run run) {
        List<ScoredDocument> found = run.call(retriever, question);
        List<Document> sentences = KeySentences.of(question, found, embeddings, SENTENCES);
        if (sentences.isEmpty()) {
            return new CitedAnswer(Passages.quoted(found), found, "none");
        }
        String text = sentences.stream().map(Document::text).collect(Collectors.joining(" "));
        String answer = run.call(Prompts.answeringSimply().then(model), Map.of("context", text, "question", question))
                .text()
                .strip();
        boolean grounded = Grounding.holds(answer, text, question);
        return new CitedAnswer(grounded ? answer : quoted(sentences.get(0)), found, name);
    }

    private static String quoted(Document sentence) {
        return "“" + sentence.text() + "” (" + Documents.citation(sentence) + ")";
    }
}
