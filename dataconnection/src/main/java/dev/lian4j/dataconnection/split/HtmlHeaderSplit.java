package dev.lian4j.dataconnection.split;

import dev.lian4j.core.document.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** One page being cut at its headings, from top to bottom. */
final class HtmlHeaderSplit {

    private final Map<String, String> headers;
    private final boolean returnEachElement;
    private final List<Document> sections = new ArrayList<>();
    private final List<String> blocks = new ArrayList<>();
    private final Map<String, Header> active = new LinkedHashMap<>();

    HtmlHeaderSplit(Map<String, String> headers, boolean returnEachElement) {
        this.headers = headers;
        this.returnEachElement = returnEachElement;
    }

    List<Document> sections(String html) {
        children(HtmlTags.page(html).body(), 0);
        flush();
        return sections;
    }

    /** Runs of words between the blocks of an element are blocks too, as deep as these. */
    private void children(Element parent, int depth) {
        StringBuilder words = new StringBuilder();
        int at = depth;
        for (Node node : parent.childNodes()) {
            if (isWords(node)) {
                words.append(node.nameIs("br") ? " " : HtmlTags.inlineText(node));
            } else if (node instanceof Element block) {
                text(words, parent, at);
                at = depth + 1;
                block(block, at);
            }
        }
        text(words, parent, at);
    }

    private boolean isWords(Node node) {
        return HtmlTags.isInline(node) && !headers.containsKey(node.normalName());
    }

    private void block(Element block, int depth) {
        String key = headers.get(block.normalName());
        if (key == null) {
            children(block, depth);
        } else {
            String title = HtmlTags.collapsed(block.wholeText());
            if (!title.isEmpty()) {
                header(key, new Header(title, level(block.normalName()), depth));
            }
        }
    }

    private void header(String key, Header header) {
        flush();
        active.values().removeIf(other -> other.level >= header.level);
        active.put(key, header);
        sections.add(Document.of(header.title, metadata()));
    }

    /** The digit of a heading; other tags are below all of these. */
    private static int level(String tag) {
        return tag.matches("h\\d{1,3}") ? Integer.parseInt(tag.substring(1)) : 9999;
    }

    /** What stands further out than a heading is not under it any more. */
    private void text(StringBuilder words, Element parent, int depth) {
        String text = parent.nameIs("pre") ? words.toString().stripTrailing() : HtmlTags.collapsed(words.toString());
        words.setLength(0);
        if (!text.isBlank()) {
            active.values().removeIf(header -> depth < header.depth);
            blocks.add(text);
            if (returnEachElement) {
                flush();
            }
        }
    }

    private void flush() {
        if (!blocks.isEmpty()) {
            sections.add(Document.of(String.join("  \n", blocks), metadata()));
            blocks.clear();
        }
    }

    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        active.forEach((key, header) -> metadata.put(key, header.title));
        return metadata;
    }

    private record Header(String title, int level, int depth) {}
}
