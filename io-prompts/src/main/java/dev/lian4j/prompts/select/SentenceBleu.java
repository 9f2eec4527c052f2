package dev.lian4j.prompts.select;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of one sentence is in another, from 0 to 1: BLEU of a sentence, with n-grams of up to four words, or as many
 * as the sentence has. Orders without a match count as a tenth of one. Sources: Papineni et al., BLEU (2002); Chen and
 * Cherry, smoothing 1 (2014); the numbers are those of NLTK's {@code sentence_bleu} with {@code auto_reweigh}.
 */
final class SentenceBleu {

    private static final int ORDERS = 4;
    private static final double SMOOTHING = 0.1;

    private SentenceBleu() {}

    static double score(List<String> reference, List<String> hypothesis) {
        if (matches(1, reference, hypothesis) == 0) {
            return 0;
        }
        int orders = Math.min(ORDERS, hypothesis.size());
        double logs = 0;
        for (int n = 1; n <= orders; n++) {
            int matches = matches(n, reference, hypothesis);
            double total = hypothesis.size() - n + 1;
            logs += Math.log((matches == 0 ? SMOOTHING : matches) / total) / orders;
        }
        return brevity(reference.size(), hypothesis.size()) * Math.exp(logs);
    }

    private static double brevity(int reference, int hypothesis) {
        return hypothesis > reference ? 1 : Math.exp(1 - (double) reference / hypothesis);
    }

    private static int matches(int n, List<String> reference, List<String> hypothesis) {
        Map<List<String>, Integer> wanted = grams(n, reference);
        return grams(n, hypothesis).entrySet().stream()
                .mapToInt(gram -> Math.min(gram.getValue(), wanted.getOrDefault(gram.getKey(), 0)))
                .sum();
    }

    private static Map<List<String>, Integer> grams(int n, List<String> words) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= words.size(); i++) {
            counts.merge(words.subList(i, i + n), 1, Integer::sum);
        }
        return counts;
    }
}
