package dev.lian4j.dataconnection.load;

import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The text of a page as a person reads it: a block a line, paragraphs apart, lists with dashes, table rows with bars. */
final class HtmlText implements NodeVisitor {

    private static final Set<String> PARAGRAPHS = Set.of(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "dl",
            "table",
            "pre",
            "blockquote",
            "section",
            "article",
            "figure",
            "form",
            "hr");
    private static final Set<String> LINES =
            Set.of("div", "li", "dt", "dd", "tr", "br", "main", "header", "option", "caption");

    private final StringBuilder text = new StringBuilder();
    private int preformatted;

    private HtmlText() {}

    static String of(Element element) {
        HtmlText visitor = new HtmlText();
        element.traverse(visitor);
        return visitor.text
                .toString()
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            append(words);
        } else if (node instanceof Element element) {
            open(element.normalName());
        }
    }

    private void append(TextNode words) {
        if (preformatted > 0) {
            text.append(words.getWholeText());
            return;
        }
        String plain = words.text();
        boolean atStart = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(atStart ? plain.stripLeading() : plain);
    }

    private void open(String name) {
        if (PARAGRAPHS.contains(name)) {
            newLine();
            text.append('\n');
        } else if (LINES.contains(name)) {
            newLine();
        }
        switch (name) {
            case "li" -> text.append("- ");
            case "td", "th" -> cell();
            case "pre" -> preformatted++;
            default -> {} // nothing before it
        }
    }

    private void cell() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append(" | ");
        }
    }

    private void newLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            close(element.normalName());
        }
    }

    private void close(String name) {
        if (name.equals("pre")) {
            preformatted--;
        }
        if (PARAGRAPHS.contains(name)) {
            newLine();
            text.append('\n');
        } else if (LINES.contains(name)) {
            newLine();
        }
    }
}
