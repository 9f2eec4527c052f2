package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the f-string form in one pass: {@code {name}} is a variable, a doubled brace is a brace. There are no
 * attributes, indexes, conversions or formats, so a template can reach nothing but the values it is given.
 */
final class TemplateParser {

    private static final int SHOWN = 40;

    private final String text;
    private final String origin;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    private TemplateParser(String text, String origin) {
        this.text = text;
        this.origin = origin;
    }

    /** Parses a text; {@code origin} names it in errors, such as {@code "Template qa.txt"}. */
    static FStringTemplate parse(String text, String origin) {
        return new TemplateParser(text, origin).parse();
    }

    private FStringTemplate parse() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '{') {
                open();
            } else if (c == '}') {
                close();
            } else {
                literal.append(c);
                at++;
            }
        }
        endLiteral();
        return FStringTemplate.of(parts);
    }

    private void open() {
        if (text.startsWith("{{", at)) {
            brace('{');
            return;
        }
        int end = endOfName();
        String name = text.substring(at + 1, end);
        checkName(name);
        endLiteral();
        parts.add(new Part.Variable(name));
        at = end + 1;
    }

    private void close() {
        if (!text.startsWith("}}", at)) {
            throw error("'}' closes nothing. Write '}}' for a brace that is text");
        }
        brace('}');
    }

    private void brace(char brace) {
        literal.append(brace);
        at += 2;
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private int endOfName() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '}' && text.charAt(end) != '{') {
            end++;
        }
        if (end == text.length() || text.charAt(end) == '{') {
            throw error(
                    "'" + shown(text.substring(at, end))
                            + "' opens a variable that is not closed. Close it with '}', or write '{{' for a brace that is text");
        }
        return end;
    }

    private void checkName(String name) {
        if (name.isBlank()) {
            throw error(
                    "'{" + shown(name) + "}' has no name. Name the variable, or write '{{}}' for braces that are text");
        }
        if (!VariableName.isValid(name)) {
            String hint = VariableName.isValid(name.strip())
                    ? "write '{" + name.strip() + "}' without blanks"
                    : "pass the finished value under a plain name such as {" + VariableName.similar(name) + "}";
            throw error(
                    "'{" + shown(name) + "}' is not a variable: a name has letters, digits and '_' only, no attribute,"
                            + " index or format. To insert a value, " + hint + "; for braces that are text, write '{{"
                            + shown(name)
                            + "}}'");
        }
    }

    private TemplateException error(String what) {
        return new TemplateException(TextPosition.of(text, at).in(origin) + ": " + what + ".");
    }

    static String shown(String piece) {
        String line = piece.replaceAll("\\R", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
