package dev.lian4j.core.agent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model wrote in the ReAct form: an action with its input, or an answer, or neither.
 *
 * @param thought all before the action or the answer
 */
record ReActReply(
        String thought,
        @Nullable String action,
        String input,
        @Nullable String answer) {

    private static final Pattern ACTION = Pattern.compile(
            "^[ \\t*]*Action[ \\t\\d*]*[::][ \\t*]*(?<action>[^\\n]*?)[ \\t*]*\\n+"
                    + "[ \\t*]*Action[ \\t\\d]*Input[ \\t\\d*]*[::][ \\t*]*(?<input>.*)",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ANSWER = Pattern.compile(
            "^[ \\t*]*Final Answer[ \\t*]*[::][ \\t*]*(?<answer>.*)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern OBSERVATION = Pattern.compile("^[ \\t*]*Observation[::]", Pattern.MULTILINE);

    /** What stands first counts: a model that goes on to make up the tool's result is not believed. */
    static ReActReply read(String text) {
        Matcher action = ACTION.matcher(text);
        Matcher answer = ANSWER.matcher(text);
        boolean acts = action.find();
        boolean answers = answer.find();
        if (acts && (!answers || action.start() < answer.start())) {
            return new ReActReply(
                    text.substring(0, action.start()).strip(),
                    action.group("action").strip(),
                    unquoted(beforeObservation(action.group("input"))),
                    null);
        }
        return answers
                ? new ReActReply(
                        text.substring(0, answer.start()).strip(),
                        null,
                        "",
                        answer.group("answer").strip())
                : new ReActReply(text.strip(), null, "", null);
    }

    /** Whether it acts or answers. */
    boolean hasForm() {
        return action != null || answer != null;
    }

    private static String beforeObservation(String input) {
        Matcher end = OBSERVATION.matcher(input);
        return (end.find() ? input.substring(0, end.start()) : input).strip();
    }

    private static String unquoted(String input) {
        String open = input.startsWith("```") ? input.replaceAll("^```\\w*\\s*|\\s*```$", "") : input;
        boolean quoted = open.length() > 1 && open.startsWith("\"") && open.indexOf('"', 1) == open.length() - 1;
        return quoted ? open.substring(1, open.length() - 1) : open;
    }
}
