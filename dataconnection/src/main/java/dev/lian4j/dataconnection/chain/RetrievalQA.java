package dev.lian4j.dataconnection.chain;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import java.util.List;

/** Finds documents for a question, answers from them, and checks the answer's citations against them. */
public final class RetrievalQA implements Chain<String, CitedAnswer> {

    private final Chain<String, List<ScoredDocument>> retriever;
    private final Chain<DocumentsQuestion, ChatResponse> answering;

    private RetrievalQA(
            Chain<String, List<ScoredDocument>> retriever, Chain<DocumentsQuestion, ChatResponse> answering) {
        this.retriever = retriever;
        this.answering = answering;
    }

    /** In one request, by the English prompt that asks for citations. */
    public static RetrievalQA of(Chain<String, List<ScoredDocument>> retriever, ChatModel model) {
        return answeredBy(retriever, StuffDocumentsChain.of(model, DocumentPrompts.CITED, TokenBudget.NONE));
    }

    /** By any chain of this package; for checked citations with a prompt that asks for them. */
    public static RetrievalQA answeredBy(
            Chain<String, List<ScoredDocument>> retriever, Chain<DocumentsQuestion, ChatResponse> answering) {
        return new RetrievalQA(retriever, answering);
    }

    @Override
    public CitedAnswer invoke(String question, Run run) {
        DocumentsQuestion found = DocumentsQuestion.found(run.muted().call(retriever, question), question);
        return Quotes.checked(run.call(answering, found).text(), found.documents());
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.of(retriever, answering);
    }

    @Override
    public boolean streams() {
        return answering.streams();
    }
}
