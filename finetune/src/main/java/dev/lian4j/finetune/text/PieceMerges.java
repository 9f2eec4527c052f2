package dev.lian4j.finetune.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The merges that a SentencePiece vocabulary stands for: each way to put a token together from two others, the token of
 * the best score first. As Hugging Face's converter of slow tokenizers.
 */
final class PieceMerges {

    private PieceMerges() {}

    /** Two tokens that become one. */
    record Merge(String left, String right, double score, int leftId, int rightId) {}

    static List<Merge> of(List<String> tokens, List<Double> scores) {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < tokens.size(); id++) {
            ids.put(tokens.get(id), id);
        }
        List<Merge> merges = new ArrayList<>();
        for (int id = 0; id < tokens.size(); id++) {
            add(tokens.get(id), scores.get(id), ids, merges);
        }
        merges.sort(Comparator.comparingDouble(Merge::score)
                .thenComparing(merge -> merge.left().length())
                .thenComparing(merge -> merge.right().length())
                .reversed());
        return merges;
    }

    private static void add(String token, double score, Map<String, Integer> ids, List<Merge> merges) {
        List<Merge> ways = new ArrayList<>();
        for (int cut = 1; cut < token.length(); cut++) {
            Integer left = ids.get(token.substring(0, cut));
            Integer right = ids.get(token.substring(cut));
            if (left != null && right != null) {
                ways.add(new Merge(token.substring(0, cut), token.substring(cut), score, left, right));
            }
        }
        ways.sort(Comparator.comparingInt(Merge::leftId).thenComparingInt(Merge::rightId));
        merges.addAll(ways);
    }
}
