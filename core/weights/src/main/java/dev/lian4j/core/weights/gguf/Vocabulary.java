package dev.lian4j.core.weights.gguf;

import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of a model's vocabulary.
 *
 * @param size how many tokens there are
 * @param controlTokens the tokens that steer a model, such as {@code <|im_end|>}; users' texts must not contain them
 * @param longestToken the bytes of the longest token
 * @param bosToken the text of the token that starts a text; empty where there is none
 */
record Vocabulary(int size, List<String> controlTokens, int longestToken, String bosToken) {
    static final Vocabulary NONE = new Vocabulary(0, List.of(), 0, "");

    private static final int CONTROL = 3;

    static Vocabulary of(List<String> tokens, List<Integer> types, long bosId) {
        List<String> control = new ArrayList<>();
        int longest = 1;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            // A character of a byte-level vocabulary stands for one byte, of others for up to four.
            longest = Math.max(longest, token.length() * 4);
            if (i < types.size() && types.get(i) == CONTROL && !token.isEmpty()) {
                control.add(token);
            }
        }
        String bos = bosId >= 0 && bosId < tokens.size() ? tokens.get((int) bosId) : "";
        return new Vocabulary(tokens.size(), List.copyOf(control), longest, bos);
    }
}
