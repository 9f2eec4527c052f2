package dev.lian4j.finetune.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Puts together the pair that stands side by side most often, again and again. What is counted anew after each is only the
 * words that had the pair.
 */
final class PairMerges {

    /** The pair with the highest count first; of equals the one of the earlier tokens, so that the order is certain. */
    private static final Comparator<Candidate> ORDER =
            Comparator.comparingLong(Candidate::count).reversed().thenComparingLong(Candidate::pair);

    private final List<int[]> words = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private final Map<Long, Pair> pairs = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(ORDER);

    PairMerges(Map<String, Long> counted) {
        counted.forEach((word, count) -> {
            words.add(BpeTrainer.bytes(word));
            counts.add(count);
            change(words.size() - 1, count);
        });
        pairs.forEach((pair, found) -> queue.add(new Candidate(found.count, pair)));
    }

    /** So many merges, or fewer where no pair is frequent enough. */
    List<Merge> run(int most, int minFrequency) {
        List<Merge> merges = new ArrayList<>();
        while (merges.size() < most && !queue.isEmpty()) {
            Candidate best = queue.remove();
            Pair pair = pairs.get(best.pair);
            if (pair == null || pair.count != best.count) {
                continue; // counted before something changed; what is true now stands in the queue too
            }
            if (best.count < minFrequency) {
                break;
            }
            Merge merge = new Merge((int) (best.pair >>> 32), (int) best.pair);
            merge(merge, pair, ByteAlphabet.SIZE + merges.size());
            merges.add(merge);
        }
        return merges;
    }

    private void merge(Merge merge, Pair pair, int symbol) {
        Set<Long> changed = new HashSet<>();
        for (int word : List.copyOf(pair.words)) {
            changed.addAll(change(word, -counts.get(word)));
            words.set(word, merged(words.get(word), merge, symbol));
            changed.addAll(change(word, counts.get(word)));
        }
        for (Long each : changed) {
            Pair now = pairs.get(each);
            if (now != null && now.count > 0) {
                queue.add(new Candidate(now.count, each));
            }
        }
    }

    private static int[] merged(int[] word, Merge merge, int symbol) {
        int[] shorter = new int[word.length];
        int length = 0;
        for (int i = 0; i < word.length; i++) {
            boolean here = i + 1 < word.length && word[i] == merge.left && word[i + 1] == merge.right;
            shorter[length++] = here ? symbol : word[i];
            i += here ? 1 : 0;
        }
        return Arrays.copyOf(shorter, length);
    }

    /** Counts the pairs of a word in, or out; gives them. */
    private List<Long> change(int index, long by) {
        int[] word = words.get(index);
        List<Long> changed = new ArrayList<>();
        for (int i = 0; i + 1 < word.length; i++) {
            long key = ((long) word[i] << 32) | word[i + 1];
            Pair pair = pairs.computeIfAbsent(key, ignored -> new Pair());
            pair.count += by;
            if (by > 0) {
                pair.words.add(index);
            } else {
                pair.words.remove(index);
            }
            changed.add(key);
        }
        return changed;
    }

    /** How often a pair stands side by side, and in which words. */
    private static final class Pair {
        private long count;
        private final Set<Integer> words = new HashSet<>();
    }

    private record Candidate(long count, long pair) {}

    /** Two tokens that become one, by their numbers among bytes and earlier merges. */
    record Merge(int left, int right) {}
}
