package dev.lian4j.dataconnection.transform;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Translates documents by a chat model; the role of Doctran in LangChain. Order and metadata stay, with {@code language}
 * the new one. Long documents are translated in pieces, cut at paragraphs where that can be, and what stands between the
 * pieces stays as it is. Lazy: no more documents are read ahead than are translated at once. Immutable.
 */
public final class DocumentTranslator implements DocumentTransformer {
    private final Chain<String, String> translate;
    private final String language;
    private final RecursiveCharacterTextSplitter splitter;
    private final int parallelism;

    private DocumentTranslator(Builder options) {
        String target = options.language;
        this.translate = Chain.<String, Map<String, Object>>of(text -> Map.of("text", text, "language", target))
                .then(options.prompt)
                .then(options.model)
                .map(response -> response.text().strip())
                .named("translate");
        this.language = target;
        this.splitter = RecursiveCharacterTextSplitter.builder()
                .separators(List.of("\n\n", "\n", "。", ". ", ""))
                .chunkSize(options.pieceSize)
                .chunkOverlap(0)
                .addStartIndex(true)
                .build();
        this.parallelism = options.parallelism;
    }

    /** A translator into a language, named as the model knows it: {@code English}, {@code 中文}. */
    public static DocumentTranslator to(String language, ChatModel model) {
        return builder(language, model).build();
    }

    /** Settings for a translator. */
    public static Builder builder(String language, ChatModel model) {
        return new Builder(language, model);
    }

    @Override
    public Stream<Document> transform(Stream<Document> documents) {
        Chain<Document, Document> step = this::translated;
        return Ahead.of(documents, step, parallelism);
    }

    /** A text in the other language. */
    public String translate(String text) {
        return translated(Document.of(text), Run.root()).text();
    }

    private Document translated(Document document, Run run) {
        String text = document.text();
        List<Document> pieces = splitter.splitDocuments(List.of(Document.of(text)));
        List<String> translations = new ArrayList<>();
        for (Document piece : pieces) {
            translations.add(run.call(translate, piece.text()));
        }
        return new Document(document.id(), joined(text, pieces, translations), document.metadata())
                .with(Metadata.LANGUAGE, language);
    }

    /** The translations, with what stood between the pieces between them. */
    private static String joined(String text, List<Document> pieces, List<String> translations) {
        StringBuilder joined = new StringBuilder();
        int at = 0;
        for (int i = 0; i < pieces.size(); i++) {
            int start = (int) pieces.get(i).metadata().get(Metadata.START_INDEX);
            joined.append(text, at, start).append(translations.get(i));
            at = start + pieces.get(i).text().length();
        }
        return joined.append(text, at, text.length()).toString();
    }

    /** Settings for a {@link DocumentTranslator}. */
    public static final class Builder {
        private final String language;
        private final ChatModel model;
        private Chain<Map<String, Object>, ChatRequest> prompt = TranslationPrompts.ENGLISH;
        private int pieceSize = 2_000;
        private int parallelism = 4;

        private Builder(String language, ChatModel model) {
            this.language = language;
            this.model = model;
        }

        /** Makes the request from {@code text} and {@code language}; default {@link TranslationPrompts#ENGLISH}. */
        public Builder prompt(Chain<Map<String, Object>, ChatRequest> template) {
            this.prompt = template;
            return this;
        }

        /** The most characters that are translated by one call; 2,000 by default. */
        public Builder pieceSize(int characters) {
            this.pieceSize = characters;
            return this;
        }

        /** How many documents are translated at once; 4 by default. */
        public Builder parallelism(int documents) {
            this.parallelism = documents;
            return this;
        }

        /** The translator. */
        public DocumentTranslator build() {
            return new DocumentTranslator(this);
        }
    }
}
