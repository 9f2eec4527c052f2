package dev.lian4j.dataconnection.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cell of a notebook.
 *
 * @param number its place, from 1
 * @param type {@code markdown}, {@code code}, {@code raw} or, in old ones, {@code heading}
 * @param source what was written in it
 * @param output what came of it, as text
 */
record NotebookCell(int number, String type, String source, String output) {

    static NotebookCell of(JsonNode cell, int number, int outputLength) {
        JsonNode written = cell.has("source") ? cell.path("source") : cell.path("input");
        String output = outputLength < 1 ? "" : cut(outputs(cell.path("outputs")), outputLength);
        String type = cell.path("cell_type").asText("raw");
        return new NotebookCell(number, type, joined(written).strip(), output);
    }

    private static String outputs(JsonNode outputs) {
        return outputs.valueStream()
                .map(NotebookCell::output)
                .filter(text -> !text.isBlank())
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    /** A stream's text, an error's name and message, or the plain form of a result. */
    private static String output(JsonNode output) {
        if (output.has("ename")) {
            return output.path("ename").asText() + ": " + output.path("evalue").asText();
        }
        JsonNode plain = output.path("data").path("text/plain");
        return joined(plain.isMissingNode() ? output.path("text") : plain);
    }

    private static String joined(JsonNode lines) {
        Stream<String> texts = lines.isArray() ? lines.valueStream().map(JsonNode::asText) : Stream.of(lines.asText());
        return texts.collect(Collectors.joining());
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    boolean hasText() {
        return !source.isEmpty() || !output.isEmpty();
    }

    String text() {
        return output.isEmpty() ? source : source + "\n\n" + output;
    }

    /** As Markdown has it. */
    String fenced(String language) {
        if (!type.equals("code")) {
            return source;
        }
        String code = "```" + language + "\n" + source + "\n```";
        return output.isEmpty() ? code : code + "\n\n```text\n" + output + "\n```";
    }
}
