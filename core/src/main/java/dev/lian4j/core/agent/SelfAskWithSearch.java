package dev.lian4j.core.agent;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TextResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers a question by smaller ones: the model asks them, a search answers each, and the answers lead to the last. For
 * models without tools. Source: Press et al., "Measuring and Narrowing the Compositionality Gap", 2022. Immutable; safe
 * for several threads, as far as the search is.
 */
public final class SelfAskWithSearch implements Chain<String, SelfAskWithSearch.Answer> {

    private static final int MOST_QUESTIONS = 8;
    private static final String INTERMEDIATE = "Intermediate answer:";
    private static final String FINAL = "So the final answer is:";
    private static final Pattern ASKED = Pattern.compile("Follow up:\\s*(.+)");
    private static final String EXAMPLE = """
            Question: Who lived longer, Muhammad Ali or Alan Turing?
            Are follow up questions needed here: Yes.
            Follow up: How old was Muhammad Ali when he died?
            Intermediate answer: Muhammad Ali was 74 years old when he died.
            Follow up: How old was Alan Turing when he died?
            Intermediate answer: Alan Turing was 41 years old when he died.
            So the final answer is: Muhammad Ali

            """;

    private final Chain<ChatRequest, ChatResponse> model;
    private final Chain<? super String, String> search;

    private SelfAskWithSearch(Chain<ChatRequest, ChatResponse> model, Chain<? super String, String> search) {
        this.model = model;
        this.search = search;
    }

    /**
     * Asks by the model, and finds by the search.
     *
     * @param search from a question to what is known of it
     */
    public static SelfAskWithSearch of(ChatModel model, Chain<? super String, String> search) {
        return new SelfAskWithSearch(model, search);
    }

    /** Answers; a model that asks on and on is told to answer after eight questions. */
    @Override
    public Answer invoke(String question, Run run) {
        StringBuilder text = new StringBuilder("Question: " + question + "\nAre follow up questions needed here:");
        List<FollowUp> asked = new ArrayList<>();
        while (true) {
            if (asked.size() == MOST_QUESTIONS) {
                text.append('\n').append(FINAL);
            }
            String written = write(text.toString(), run.muted());
            text.append(' ').append(written);
            Matcher followUp = ASKED.matcher(written);
            if (written.contains(FINAL) || !followUp.find() || asked.size() == MOST_QUESTIONS) {
                return new Answer(last(written), asked);
            }
            FollowUp answered = new FollowUp(
                    followUp.group(1).strip(),
                    run.muted().call(search, followUp.group(1).strip()));
            asked.add(answered);
            text.append('\n')
                    .append(INTERMEDIATE)
                    .append(' ')
                    .append(answered.answer())
                    .append('\n');
        }
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.of(model, search);
    }

    private String write(String text, Run run) {
        ChatRequest request = ChatRequest.of(EXAMPLE + text)
                .with(ChatParameters.builder().stop("\n" + INTERMEDIATE).build());
        String written = run.call(model, request).text();
        // Not every model keeps to stop texts: what it made up itself is no answer of a search.
        int end = written.indexOf(INTERMEDIATE);
        return (end < 0 ? written : written.substring(0, end)).strip();
    }

    private static String last(String written) {
        int at = written.lastIndexOf(FINAL);
        return (at < 0 ? written : written.substring(at + FINAL.length())).strip();
    }

    /**
     * The answer, with what it came from.
     *
     * @param text the answer
     * @param followUps the smaller questions, in order
     */
    public record Answer(String text, List<FollowUp> followUps) implements TextResult {

        /** Copies the list. */
        public Answer {
            followUps = List.copyOf(followUps);
        }
    }

    /**
     * A smaller question.
     *
     * @param question the model's
     * @param answer the search's
     */
    public record FollowUp(String question, String answer) {}
}
