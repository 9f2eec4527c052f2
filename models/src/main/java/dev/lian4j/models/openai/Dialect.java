package dev.lian4j.models.openai;

import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ToolChoice;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How a provider's protocol differs from OpenAI's.
 *
 * @param features what it has
 * @param maxTokensField the field of the limit of tokens
 * @param seedField the field of the seed
 * @param userField the field of who asks
 * @param dimensionsField the field of an embedding's length
 * @param toolChoices the choices of tools that it knows: auto, none, required, named
 * @param required its word for some tool, whichever
 * @param effort how it is told how long to think
 * @param streamOptions whether it knows the field that asks a stream for figures; who does not sends them anyway
 * @param returnReasoning whether it wants its thoughts back when it called tools after them
 * @param shortIds whether ids of tool calls must be 9 letters or digits
 * @param requireParameters whether it must be told not to ignore what it does not know
 * @param embeddingBatch the most texts of one request; 0 where there are no embeddings
 */
record Dialect(
        Set<ChatFeature> features,
        String maxTokensField,
        String seedField,
        String userField,
        String dimensionsField,
        Set<String> toolChoices,
        String required,
        Effort effort,
        boolean streamOptions,
        boolean returnReasoning,
        boolean shortIds,
        boolean requireParameters,
        int embeddingBatch) {

    static Builder builder() {
        return new Builder();
    }

    /** What it has of what this request could ask for. */
    Set<ChatFeature> featuresFor(ChatRequest request) {
        ToolChoice choice = request.parameters().toolChoice();
        if (choice == null || toolChoices.contains(word(choice))) {
            return features;
        }
        Set<ChatFeature> fewer = EnumSet.copyOf(features);
        fewer.remove(ChatFeature.TOOL_CHOICE);
        return fewer;
    }

    private static String word(ToolChoice choice) {
        if (choice instanceof ToolChoice.Named) {
            return "named";
        }
        return choice instanceof ToolChoice.Required ? "required" : choice instanceof ToolChoice.None ? "none" : "auto";
    }

    /** Starts from a server that has everything, as OpenAI writes it. */
    static final class Builder {
        private final Set<ChatFeature> features = EnumSet.allOf(ChatFeature.class);
        private String maxTokensField = "max_tokens";
        private String seedField = "seed";
        private String userField = "user";
        private String dimensionsField = "dimensions";
        private Set<String> toolChoices = Set.of("auto", "none", "required", "named");
        private String required = "required";
        private Effort effort = Effort::field;
        private boolean streamOptions = true;
        private boolean returnReasoning;
        private boolean shortIds;
        private boolean requireParameters;
        private int embeddingBatch = OpenAiEmbeddings.DEFAULT_BATCH_SIZE;

        Builder lacking(ChatFeature... lacking) {
            features.removeAll(List.of(lacking));
            return this;
        }

        Builder maxTokensField(String name) {
            maxTokensField = name;
            return this;
        }

        Builder seedField(String name) {
            seedField = name;
            return this;
        }

        Builder userField(String name) {
            userField = name;
            return this;
        }

        Builder dimensionsField(String name) {
            dimensionsField = name;
            return this;
        }

        Builder toolChoices(String... known) {
            toolChoices = Set.of(known);
            return this;
        }

        Builder required(String word) {
            required = word;
            return this;
        }

        Builder effort(Effort writer) {
            effort = writer;
            return this;
        }

        Builder withoutStreamOptions() {
            streamOptions = false;
            return this;
        }

        Builder returningReasoning() {
            returnReasoning = true;
            return this;
        }

        Builder withShortIds() {
            shortIds = true;
            return this;
        }

        Builder requiringParameters() {
            requireParameters = true;
            return this;
        }

        Builder embeddingBatch(int texts) {
            embeddingBatch = texts;
            return this;
        }

        Builder withoutEmbeddings() {
            return embeddingBatch(0);
        }

        Dialect build() {
            return new Dialect(
                    Collections.unmodifiableSet(features),
                    maxTokensField,
                    seedField,
                    userField,
                    dimensionsField,
                    toolChoices,
                    required,
                    effort,
                    streamOptions,
                    returnReasoning,
                    shortIds,
                    requireParameters,
                    embeddingBatch);
        }
    }
}
