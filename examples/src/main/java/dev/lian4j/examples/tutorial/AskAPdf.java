package dev.lian4j.examples.tutorial;

import static dev.lian4j.prompts.MessageTemplate.system;
import static dev.lian4j.prompts.MessageTemplate.user;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import dev.lian4j.dataconnection.pdf.PdfLoader;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import dev.lian4j.models.openai.ChatOpenAi;
import dev.lian4j.parsers.JsonOutputParser;
import dev.lian4j.prompts.ChatPromptTemplate;
import java.nio.file.Path;
import java.util.List;

/** The program of the README: a typed, cited answer from a PDF, by any chat model. */
public final class AskAPdf {

    private AskAPdf() {}

    // tag::readme[]
    record Answer(String text, List<Integer> pages) {}

    static Chain<String, Answer> answersFrom(VectorStore store, ChatModel model) {
        JsonOutputParser<Answer> parser = JsonOutputParser.of(Answer.class);
        return Chain.parallel(
                        "context", store.asRetriever(4).map(Documents::cited), "question", Chain.<String>identity())
                .then(ChatPromptTemplate.of(
                                system("Answer only from these passages:\n{context}\n\n{format}"), user("{question}"))
                        .partial("format", parser.formatInstructions()))
                .then(model)
                .then(parser);
    }

    /** Takes a PDF and a question. */
    public static void main(String[] args) {
        try (OnnxEmbeddingModel embeddings = OnnxEmbeddingModel.allMiniLmL6V2()) {
            VectorStore store = InMemoryVectorStore.of(embeddings);
            store.addDocuments(
                    PdfLoader.of(Path.of(args[0])).loadAndSplit(RecursiveCharacterTextSplitter.of(1_000, 200)));
            System.out.println(answersFrom(store, ChatOpenAi.create()).invoke(args[1]));
        }
    }
    // end::readme[]
}
