package dev.lian4j.examples.cli;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.model.ChatModel;
import java.util.List;
import java.util.Map;

/**
 * From a question to an answer that rests on passages: retrieve, put into a prompt, ask the model. Without a model, the
 * passages themselves.
 *
 * @param retriever finds the passages
 * @param answerer the model, or none
 */
record DocumentAnswers(Retriever retriever, Answerer answerer) implements Chain<String, CitedAnswer> {

    @Override
    public CitedAnswer invoke(String question, Run run) {
        List<ScoredDocument> found = run.call(retriever, question);
        ChatModel model = answerer.model();
        if (model == null) {
            return new CitedAnswer(Passages.quoted(found), found, answerer.name());
        }
        Map<String, Object> values = Map.of("context", Documents.cited(found), "question", question);
        String text =
                run.call(Prompts.answering(question).then(model), values).text().strip();
        return new CitedAnswer(text, found, answerer.name());
    }

    @Override
    public boolean streams() {
        return answerer.model() != null;
    }
}
