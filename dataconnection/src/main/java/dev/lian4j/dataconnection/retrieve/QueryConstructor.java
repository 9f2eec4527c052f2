package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ResponseFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a {@link StructuredQuery} of a question by a chat model. A filter that cannot be read, names no attribute that
 * there is, or compares it to a value of another type is given back to the model to be written again; where that does not
 * help, the question is taken as it is, without a filter, or an error is thrown. What the model writes is read as data
 * only. Immutable, thread safe.
 */
public final class QueryConstructor implements Chain<String, StructuredQuery> {

    private static final Logger LOG = LoggerFactory.getLogger(QueryConstructor.class);
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "properties",
            Map.of("query", TEXT, "filter", TEXT, "limit", Map.of("type", List.of("integer", "null"))),
            "required",
            List.of("query", "filter", "limit"),
            "additionalProperties",
            false);

    private final ChatModel model;
    private final String contents;
    private final List<AttributeInfo> attributes;
    private final Chain<Map<String, Object>, ChatRequest> prompt;
    private final int repairs;
    private final boolean strict;
    private final StructuredQueryReader reader;

    private QueryConstructor(Builder builder) {
        this.model = builder.model;
        this.contents = builder.contents;
        this.attributes = builder.attributes;
        this.prompt = builder.prompt;
        this.repairs = builder.repairs;
        this.strict = builder.strict;
        this.reader = new StructuredQueryReader(new FilterCheck(attributes));
    }

    /** With one repair, and the bare question where that does not help. */
    public static QueryConstructor of(ChatModel model, String contents, List<AttributeInfo> attributes) {
        return builder(model, contents, attributes).build();
    }

    /**
     * Nothing else set yet.
     *
     * @param model writes query and filter
     * @param contents what the documents are, in a few words for the model
     * @param attributes the metadata keys that filters may use
     */
    public static Builder builder(ChatModel model, String contents, List<AttributeInfo> attributes) {
        return new Builder(model, contents, attributes);
    }

    /**
     * What the question comes to.
     *
     * @throws OutputParserException if the model wrote nothing usable, where {@link Builder#strict} was asked for
     */
    @Override
    public StructuredQuery invoke(String question, Run run) {
        ChatRequest request = run.call(prompt, SelfQueryPrompts.values(question, contents, attributes))
                .with(format());
        for (int left = repairs; ; left--) {
            String reply = run.muted().call(model, request).text();
            try {
                return reader.read(reply, question);
            } catch (OutputParserException e) {
                if (left == 0) {
                    return givenUp(question, e);
                }
                request = again(request, reply, String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.of(prompt, model);
    }

    private ChatParameters format() {
        if (model.features().contains(ChatFeature.JSON_SCHEMA)) {
            return ChatParameters.builder()
                    .responseFormat(new ResponseFormat.JsonSchema("search", SCHEMA, true))
                    .build();
        }
        return model.features().contains(ChatFeature.JSON_OBJECT)
                ? ChatParameters.builder()
                        .responseFormat(new ResponseFormat.JsonObject())
                        .build()
                : ChatParameters.NONE;
    }

    private static ChatRequest again(ChatRequest request, String reply, String problem) {
        List<Message> more = List.of(
                Message.ai(reply), Message.user(problem + ".\nWrite the JSON object again, with that put right."));
        return new ChatRequest(
                Stream.concat(request.messages().stream(), more.stream()).toList(), request.parameters());
    }

    private StructuredQuery givenUp(String question, OutputParserException e) {
        if (strict) {
            throw e;
        }
        LOG.warn(
                "A question is searched for without a filter, since the model wrote no usable one: {}", e.getMessage());
        return StructuredQuery.of(question);
    }

    /** Says how queries are made. Not thread safe. */
    public static final class Builder {
        private final ChatModel model;
        private final String contents;
        private final List<AttributeInfo> attributes;
        private Chain<Map<String, Object>, ChatRequest> prompt = SelfQueryPrompts.ENGLISH;
        private int repairs = 1;
        private boolean strict;

        private Builder(ChatModel model, String contents, List<AttributeInfo> attributes) {
            this.model = model;
            this.contents = contents;
            this.attributes = List.copyOf(attributes);
        }

        /** The prompt, one of {@link SelfQueryPrompts} or another from the same values; English by default. */
        public Builder prompt(Chain<Map<String, Object>, ChatRequest> request) {
            this.prompt = request;
            return this;
        }

        /** How often the model may put a wrong answer right; once by default. */
        public Builder repairs(int times) {
            if (times < 0) {
                throw new IllegalArgumentException("repairs must not be negative, was " + times);
            }
            this.repairs = times;
            return this;
        }

        /** Whether an answer that stays wrong is an error; by default the question is then searched for as it is. */
        public Builder strict(boolean value) {
            this.strict = value;
            return this;
        }

        /** The chain. */
        public QueryConstructor build() {
            return new QueryConstructor(this);
        }
    }
}
