package dev.lian4j.finetune.text;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A conversation as templates see it.
 *
 * @param system the text of the system messages, joined; empty where there are none
 * @param rest what was said, in turn
 */
record Turns(String system, List<Turn> rest) {

    /** One message. */
    record Turn(String role, String text) {}

    static Turns of(List<Message> messages) {
        List<Turn> rest = new ArrayList<>();
        List<String> system = new ArrayList<>();
        for (Message message : messages) {
            if (!(message instanceof SystemMessage)) {
                rest.add(turn(message));
            } else if (rest.isEmpty()) {
                system.add(message.text());
            } else {
                throw new ModelException("A system message behind others cannot be written; put it first");
            }
        }
        if (rest.isEmpty()) {
            throw new ModelException("The conversation has no message of the user to answer");
        }
        return new Turns(String.join("\n\n", system), rest);
    }

    private static Turn turn(Message message) {
        if (message instanceof UserMessage user && user.contents().stream().allMatch(Content.Text.class::isInstance)) {
            return new Turn("user", user.text());
        }
        if (message instanceof AiMessage ai && ai.toolCalls().isEmpty()) {
            return new Turn("assistant", ai.text());
        }
        throw new ModelException("A model in this process takes texts only, no "
                + (message instanceof UserMessage ? "images" : "tool calls"));
    }

    /** Each message written, the system's first. */
    String each(Function<Turn, String> writer) {
        return (system.isEmpty() ? "" : writer.apply(new Turn("system", system))) + eachButSystem(writer);
    }

    String eachButSystem(Function<Turn, String> writer) {
        return rest.stream().map(writer).collect(Collectors.joining());
    }

    /** Questions and answers in turn, the system's text within the first question. */
    String inPairs(UnaryOperator<String> systemText, UnaryOperator<String> question, UnaryOperator<String> answer) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < rest.size(); i++) {
            Turn turn = rest.get(i);
            if (turn.role().equals("user") != (i % 2 == 0)) {
                throw new ModelException("This model's chat template wants questions and answers in turn, but message "
                        + (i + 1) + " is again of the " + turn.role());
            }
            String first = i == 0 && !system.isEmpty() ? systemText.apply(system) : "";
            out.append(i % 2 == 0 ? question.apply(first + turn.text()) : answer.apply(turn.text()));
        }
        return out.toString();
    }
}
