package dev.lian4j.examples.tutorial;

import static dev.lian4j.prompts.MessageTemplate.ai;
import static dev.lian4j.prompts.MessageTemplate.user;

import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import dev.lian4j.prompts.ChatPromptTemplate;
import dev.lian4j.prompts.ExampleSelector;
import dev.lian4j.prompts.FewShotChatMessagePromptTemplate;
import dev.lian4j.prompts.FewShotPromptTemplate;
import dev.lian4j.prompts.PromptTemplate;
import dev.lian4j.prompts.select.LengthBasedExampleSelector;
import dev.lian4j.prompts.select.MaxMarginalRelevanceExampleSelector;
import dev.lian4j.prompts.select.NGramOverlapExampleSelector;
import dev.lian4j.prompts.select.SemanticSimilarityExampleSelector;
import java.util.List;
import java.util.Map;

/** Few-shot prompts, and selectors that choose the examples. No key; the embedding model runs here. */
public final class FewShotPrompts {

    private FewShotPrompts() {}

    private static final List<Map<String, String>> EXAMPLES = List.of(
            Map.of("word", "happy", "antonym", "sad"),
            Map.of("word", "tall", "antonym", "short"),
            Map.of("word", "cheerful and full of joy", "antonym", "gloomy"),
            Map.of("word", "windy", "antonym", "calm"));
    private static final PromptTemplate EXAMPLE = PromptTemplate.fromTemplate("Word: {word} -> {antonym}");

    /** Renders a prompt with each selector's choice. */
    public static void main(String[] args) {
        System.out.println(prompt(LengthBasedExampleSelector.of(EXAMPLES, EXAMPLE, 12)));
        System.out.println(prompt(NGramOverlapExampleSelector.of(EXAMPLES, EXAMPLE, 0.0)));
        try (OnnxEmbeddingModel embeddings = OnnxEmbeddingModel.allMiniLmL6V2()) {
            System.out.println(prompt(SemanticSimilarityExampleSelector.of(EXAMPLES, embeddings, 1, "word")));
            System.out.println(prompt(MaxMarginalRelevanceExampleSelector.of(EXAMPLES, embeddings, 2, 4, "word")));
        }
        ChatPromptTemplate example = ChatPromptTemplate.of(user("{word}"), ai("{antonym}"));
        System.out.println(FewShotChatMessagePromptTemplate.of(example, EXAMPLES.subList(0, 2))
                .formatPrompt(Map.of())
                .messages());
    }

    private static String prompt(ExampleSelector selector) {
        return FewShotPromptTemplate.builder()
                .exampleSelector(selector)
                .examplePrompt(EXAMPLE)
                .prefix("Give the antonym.")
                .suffix("Word: {word} ->")
                .exampleSeparator("\n")
                .build()
                .format(Map.of("word", "joyful and happy"));
    }
}
