package dev.lian4j.core.message;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the person says: text, and images beside it.
 *
 * @param contents the parts, in order; at least one
 */
public record UserMessage(List<Content> contents) implements Message {

    /** Copies the parts. */
    public UserMessage {
        contents = List.copyOf(contents);
        if (contents.isEmpty()) {
            throw new IllegalArgumentException("A user message needs at least one content part");
        }
    }

    /** A message of one text. */
    public static UserMessage of(String text) {
        return new UserMessage(List.of(new Content.Text(text)));
    }

    /** A message of several parts. */
    public static UserMessage of(Content... contents) {
        return new UserMessage(List.of(contents));
    }

    @Override
    public Role role() {
        return Role.USER;
    }

    /** The text parts, joined by line ends. */
    @Override
    public String text() {
        return contents.stream()
                .filter(Content.Text.class::isInstance)
                .map(part -> ((Content.Text) part).text())
                .collect(Collectors.joining("\n"));
    }
}
