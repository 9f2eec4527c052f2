package dev.lian4j.finetune.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens that steer a model.
 *
 * @param begin the text of the token that starts a text; empty where there is none
 * @param ends the numbers of tokens that end a text; the first is the one that is learned in training
 * @param control the texts of all of them; users' texts must not contain these
 */
public record SpecialTokens(String begin, Set<Integer> ends, List<String> control) {

    /** No such tokens. */
    public static final SpecialTokens NONE = new SpecialTokens("", Set.of(), List.of());

    /** Copies both. */
    public SpecialTokens {
        ends = Collections.unmodifiableSet(new LinkedHashSet<>(ends));
        control = List.copyOf(control);
    }

    /**
     * The token that ends a text.
     *
     * @throws ModelException if the tokenizer does not say
     */
    public int end() {
        return ends.stream()
                .findFirst()
                .orElseThrow(() -> new ModelException("The tokenizer does not say which token ends a text;"
                        + " put an eos_token into its tokenizer_config.json"));
    }

    /** A text in which no control token has power: a space stands behind the first character of each. */
    public String harmless(String text) {
        String harmless = text;
        for (String token : control) {
            if (token.length() > 1 && harmless.contains(token)) {
                harmless = harmless.replace(token, token.charAt(0) + " " + token.substring(1));
            }
        }
        return harmless;
    }

    /** What the files beside a {@code tokenizer.json} say. */
    static SpecialTokens beside(Path tokenizer, TokenizerJson json) {
        JsonNode config = read(tokenizer.resolveSibling("tokenizer_config.json"));
        Set<Integer> ends = new LinkedHashSet<>();
        token(config.path("eos_token")).flatMap(json::id).ifPresent(ends::add);
        numbers(read(tokenizer.resolveSibling("generation_config.json")).path("eos_token_id"), ends);
        numbers(read(tokenizer.resolveSibling("config.json")).path("eos_token_id"), ends);
        return new SpecialTokens(token(config.path("bos_token")).orElse(""), ends, json.controlTokens());
    }

    /** A token is written as its text, or as an object that has it. */
    private static Optional<String> token(JsonNode node) {
        JsonNode text = node.isObject() ? node.path("content") : node;
        return text.isTextual() ? Optional.of(text.textValue()) : Optional.empty();
    }

    private static void numbers(JsonNode oneOrMany, Set<Integer> into) {
        if (oneOrMany.isInt()) {
            into.add(oneOrMany.intValue());
        }
        oneOrMany.forEach(number -> into.add(number.intValue()));
    }

    private static JsonNode read(Path file) {
        try {
            return Files.exists(file)
                    ? new ObjectMapper().readTree(Files.readString(file))
                    : new ObjectMapper().nullNode();
        } catch (IOException e) {
            throw new ModelException("Cannot read " + file + ": " + e.getMessage(), ModelException.Details.NONE, e);
        }
    }
}
