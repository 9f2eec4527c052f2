package dev.lian4j.dataconnection.transform;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Adds questions that each text answers to its metadata, by a chat model: a list as {@code questions}; the text stays. The
 * role of Doctran's interrogator in LangChain; such questions are nearer to what users ask than the text is. Give it texts
 * that fit the model, as splitters make them. Lazy, order kept. Immutable.
 */
public final class QuestionGenerator implements DocumentTransformer {

    /** Numbers and dashes that models put before lines. */
    private static final Pattern MARK = Pattern.compile("^\\s*+(?:[-*•]|\\(?\\d{1,3}[.)、．）:：])\\s*+");

    private final Chain<String, List<String>> ask;
    private final DocumentTagger tagger;

    private QuestionGenerator(Builder options) {
        int count = options.count;
        this.ask = Chain.<String, Map<String, Object>>of(text -> Map.of("text", text, "count", count))
                .then(options.prompt)
                .then(options.model)
                .map(response -> questions(response.text(), count))
                .named("questions");
        this.tagger = new DocumentTagger(ask.map(questions -> Map.of(options.key, questions)), options.parallelism);
    }

    /** A generator of three questions a text, in the language of the text. */
    public static QuestionGenerator of(ChatModel model) {
        return builder(model).build();
    }

    /** Settings for a generator. */
    public static Builder builder(ChatModel model) {
        return new Builder(model);
    }

    @Override
    public Stream<Document> transform(Stream<Document> documents) {
        return tagger.transform(documents);
    }

    /** The questions that a text answers. */
    public List<String> questions(String text) {
        return ask.invoke(text);
    }

    private static List<String> questions(String answer, int count) {
        return answer.lines()
                .map(line -> MARK.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .limit(count)
                .toList();
    }

    /** Settings for a {@link QuestionGenerator}. */
    public static final class Builder {
        private final ChatModel model;
        private Chain<Map<String, Object>, ChatRequest> prompt = QuestionPrompts.ENGLISH;
        private String key = "questions";
        private int count = 3;
        private int parallelism = 4;

        private Builder(ChatModel model) {
            this.model = model;
        }

        /** Makes the request from {@code text} and {@code count}; default {@link QuestionPrompts#ENGLISH}. */
        public Builder prompt(Chain<Map<String, Object>, ChatRequest> template) {
            this.prompt = template;
            return this;
        }

        /** The metadata key of the questions; {@code questions} by default. */
        public Builder key(String metadataKey) {
            this.key = metadataKey;
            return this;
        }

        /** How many questions a text gets at most; 3 by default. */
        public Builder count(int questions) {
            this.count = questions;
            return this;
        }

        /** How many documents at once; 4 by default. */
        public Builder parallelism(int documents) {
            this.parallelism = documents;
            return this;
        }

        /** The generator. */
        public QuestionGenerator build() {
            return new QuestionGenerator(this);
        }
    }
}
