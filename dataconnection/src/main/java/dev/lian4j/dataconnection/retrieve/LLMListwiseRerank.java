package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lets a chat model put what was found in order, all of it in one request. What the model leaves out comes after what it
 * names, as it was found; numbers that it makes up are passed over. Scores become 1 by the rank. Source: Ma et al.,
 * "Zero-Shot Listwise Document Reranking with a Large Language Model", 2023; LangChain's.
 *
 * @param model ranks
 * @param topN how many documents to keep
 */
public record LLMListwiseRerank(ChatModel model, int topN) implements DocumentCompressor {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
    private static final String PROMPT =
            "Rank the texts by how well they help to answer the question. Write their numbers,"
                    + " the best first, separated by commas, and nothing else.\n\nQuestion: ";

    /** Checks the number. */
    public LLMListwiseRerank {
        if (topN < 1) {
            throw new IllegalArgumentException("topN must be at least 1, was " + topN);
        }
    }

    /** Keeps the best three, as LangChain's. */
    public static LLMListwiseRerank of(ChatModel model) {
        return new LLMListwiseRerank(model, 3);
    }

    @Override
    public List<ScoredDocument> compress(String query, List<ScoredDocument> found, Run run) {
        if (found.isEmpty()) {
            return found;
        }
        String reply =
                run.muted().call(model, ChatRequest.of(prompt(query, found))).text();
        List<Integer> order = List.copyOf(order(reply, found.size()));
        return IntStream.range(0, Math.min(topN, order.size()))
                .mapToObj(rank -> new ScoredDocument(found.get(order.get(rank)).document(), 1.0 / (rank + 1)))
                .toList();
    }

    private static String prompt(String query, List<ScoredDocument> found) {
        return IntStream.range(0, found.size())
                .mapToObj(i -> "[" + (i + 1) + "]\n" + found.get(i).document().text())
                .collect(Collectors.joining("\n\n", PROMPT + query + "\n\n", ""));
    }

    private static Set<Integer> order(String reply, int size) {
        Set<Integer> order = NUMBER.matcher(reply)
                .results()
                .map(MatchResult::group)
                .map(number -> Integer.parseInt(number) - 1)
                .filter(place -> place >= 0 && place < size)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        IntStream.range(0, size).forEach(order::add);
        return order;
    }
}
