package dev.lian4j.dataconnection.split;

import dev.lian4j.core.document.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Collects the words between the headings of a page, which is walked from top to bottom. */
final class HtmlSections implements NodeVisitor {

    private static final Pattern FONT_SIZE = Pattern.compile("font-size:\\s*+(\\d{1,6})(?:\\.\\d++)?\\s*+px");

    private final Map<String, String> headers;
    private final List<Document> sections = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private Map<String, Object> metadata = Map.of();

    HtmlSections(Map<String, String> headers) {
        this.headers = headers;
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text) {
            words.add(word(text.getWholeText()));
        } else if (node instanceof Element element) {
            String key = headers.get(isLarge(element) ? "h1" : element.normalName());
            if (key != null) {
                end();
                metadata = Map.of(key, element.wholeText().strip());
            }
        }
    }

    private static boolean isLarge(Element element) {
        Matcher size = FONT_SIZE.matcher(element.attr("style"));
        return size.find() && Integer.parseInt(size.group(1)) > 20;
    }

    private static String word(String text) {
        if (!text.isBlank()) {
            return text;
        }
        return text.contains("\n") ? "\n" : " ";
    }

    List<Document> end() {
        String section = String.join(" ", words).strip();
        words.clear();
        if (!section.isEmpty()) {
            sections.add(Document.of(section, metadata));
        }
        return sections;
    }
}
