package dev.lian4j.models.testing;

import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A chat model that plays a script: each request must be like the next expectation, and gets its answer.
 *
 * <pre>{@code
 * ScriptedChatModel model = ScriptedChatModel.script()
 *         .expect("asks for the weather", request -> request.text().contains("天气")).callTool("weather", "{\"city\":\"北京\"}")
 *         .expectAny().stream("晴", "，25 度")
 *         .build();
 * ...
 * model.verify();
 * }</pre>
 *
 * A call that is not in the script, or not like it, is an {@link AssertionError}, which no retry or fallback hides.
 * Thread safe; calls at once take the expectations in the order of their coming.
 */
public final class ScriptedChatModel implements ChatModel {

    private final List<Reaction> script;
    private final List<ChatRequest> requests = new ArrayList<>();

    private ScriptedChatModel(List<Reaction> script) {
        this.script = List.copyOf(script);
    }

    /** An empty script. */
    public static Builder script() {
        return new Builder();
    }

    /**
     * Plays the next step.
     *
     * @throws AssertionError if the script has no more, or expects another request
     */
    @Override
    public ChatResponse invoke(ChatRequest request, Run run) {
        return next(request).play().play(request, run);
    }

    private synchronized Reaction next(ChatRequest request) {
        requests.add(request);
        int number = requests.size();
        if (number > script.size()) {
            throw new AssertionError("Unexpected call " + number + ": the script has " + script.size() + ". It asked: "
                    + shown(request));
        }
        Reaction reaction = script.get(number - 1);
        if (!reaction.condition().test(request)) {
            throw new AssertionError("Call " + number + " is not as expected (" + reaction.expected() + "). It asked: "
                    + shown(request));
        }
        return reaction;
    }

    private static String shown(ChatRequest request) {
        return request.text().isEmpty() ? request.toString() : request.text();
    }

    /** The requests so far, those that were not expected included. */
    public synchronized List<ChatRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * Checks that the whole script was played, and nothing beyond it.
     *
     * @throws AssertionError if not
     */
    public synchronized void verify() {
        if (requests.size() != script.size()) {
            String missing = requests.size() < script.size()
                    ? "; next would be: " + script.get(requests.size()).expected()
                    : "";
            throw new AssertionError(
                    "The script has " + script.size() + " calls, " + requests.size() + " were made" + missing);
        }
    }

    /** Writes a script. Not thread safe. */
    public static final class Builder {
        private final List<Reaction> script = new ArrayList<>();

        private Builder() {}

        /** The next request may be any. */
        public ScriptedAnswer expectAny() {
            return expect("any request", request -> true);
        }

        /** The next request's text must have this in it. */
        public ScriptedAnswer expectText(String part) {
            return expect(
                    "a text with '" + part + "'", request -> request.text().contains(part));
        }

        /**
         * The next request must be like this.
         *
         * @param description for complaints
         */
        public ScriptedAnswer expect(String description, Predicate<ChatRequest> condition) {
            return new ScriptedAnswer(this, description, condition);
        }

        Builder add(Reaction reaction) {
            script.add(reaction);
            return this;
        }

        /** The model. */
        public ScriptedChatModel build() {
            return new ScriptedChatModel(script);
        }
    }
}
