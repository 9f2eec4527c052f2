package dev.lian4j.finetune.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.error.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The text of a {@code tokenizer.json}, and what is looked up in it. */
final class TokenizerJson {

    private final String text;
    private final String where;
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> controlTokens = new ArrayList<>();

    private TokenizerJson(String text, String where) {
        this.text = text;
        this.where = where;
    }

    static TokenizerJson parse(String text, String where) {
        TokenizerJson json = new TokenizerJson(text, where);
        json.read(json.tree());
        return json;
    }

    /** The text as a tree. */
    JsonNode tree() {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new ModelException(where + " is not JSON: " + e.getOriginalMessage(), ModelException.Details.NONE, e);
        }
    }

    private void read(JsonNode json) {
        JsonNode vocabulary = json.path("model").path("vocab");
        vocabulary
                .properties()
                .forEach(token -> ids.put(token.getKey(), token.getValue().intValue()));
        if (vocabulary.isArray()) {
            // Unigram models list tokens with their scores; the number is the place.
            vocabulary.forEach(token -> ids.put(token.path(0).asText(), ids.size()));
        }
        for (JsonNode added : json.path("added_tokens")) {
            String content = added.path("content").asText();
            ids.put(content, added.path("id").intValue());
            if (added.path("special").asBoolean()) {
                controlTokens.add(content);
            }
        }
        if (ids.isEmpty()) {
            throw new ModelException(where + " is no tokenizer.json: it has no vocabulary");
        }
    }

    String text() {
        return text;
    }

    String where() {
        return where;
    }

    Optional<Integer> id(String token) {
        return Optional.ofNullable(ids.get(token));
    }

    int vocabularySize() {
        return 1 + ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    List<String> controlTokens() {
        return controlTokens;
    }
}
