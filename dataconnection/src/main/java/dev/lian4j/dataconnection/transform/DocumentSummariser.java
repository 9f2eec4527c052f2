package dev.lian4j.dataconnection.transform;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds a summary by a chat model to the metadata of each document, as {@code summary}; the text stays. Long documents are
 * summed up in pieces, then the summaries, until they fit. Order is kept. Lazy: no more documents are read ahead than are
 * summed up at once. Immutable.
 */
public final class DocumentSummariser implements DocumentTransformer {

    private final Chain<String, String> sumUp;
    private final int pieceSize;
    private final DocumentTagger tagger;

    private DocumentSummariser(Builder options) {
        this.sumUp = options.prompt
                .then(options.model)
                .map(response -> response.text().strip())
                .named("summarise");
        this.pieceSize = options.pieceSize;
        Chain<String, String> whole = this::summary;
        this.tagger = new DocumentTagger(whole.map(summary -> Map.of(options.key, summary)), options.parallelism);
    }

    /** A summariser with a prompt in English, which gives summaries in the language of each text. */
    public static DocumentSummariser of(ChatModel model) {
        return builder(model).build();
    }

    /** Settings for a summariser. */
    public static Builder builder(ChatModel model) {
        return new Builder(model);
    }

    @Override
    public Stream<Document> transform(Stream<Document> documents) {
        return tagger.transform(documents);
    }

    /** The summary of a text. */
    public String summarise(String text) {
        return summary(text, Run.root());
    }

    /** Ends also where the model writes more than it reads. */
    private String summary(String text, Run run) {
        String rest = text;
        int before = Integer.MAX_VALUE;
        while (rest.length() > pieceSize && rest.length() < before) {
            before = rest.length();
            rest = pieces(rest).stream().map(piece -> run.call(sumUp, piece)).collect(Collectors.joining("\n\n"));
        }
        return rest.isBlank() || rest.length() > pieceSize ? rest : run.call(sumUp, rest);
    }

    private List<String> pieces(String text) {
        return RecursiveCharacterTextSplitter.builder()
                .separators(List.of("\n\n", "\n", "。", ". ", " ", ""))
                .chunkSize(pieceSize)
                .chunkOverlap(0)
                .build()
                .splitText(text);
    }

    /** Settings for a {@link DocumentSummariser}. */
    public static final class Builder {
        private final ChatModel model;
        private Chain<String, ChatRequest> prompt = SummaryPrompts.ENGLISH;
        private String key = "summary";
        private int pieceSize = 8_000;
        private int parallelism = 4;

        private Builder(ChatModel model) {
            this.model = model;
        }

        /** Makes the request from a text; default {@link SummaryPrompts#ENGLISH}. */
        public Builder prompt(Chain<String, ChatRequest> template) {
            this.prompt = template;
            return this;
        }

        /** The metadata key of the summary; {@code summary} by default. */
        public Builder key(String metadataKey) {
            this.key = metadataKey;
            return this;
        }

        /** The most characters that are summed up by one call; 8,000 by default. */
        public Builder pieceSize(int characters) {
            this.pieceSize = characters;
            return this;
        }

        /** How many documents are summed up at once; 4 by default. */
        public Builder parallelism(int documents) {
            this.parallelism = documents;
            return this;
        }

        /** The summariser. */
        public DocumentSummariser build() {
            return new DocumentSummariser(this);
        }
    }
}
