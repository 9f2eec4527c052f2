package dev.lian4j.dataconnection.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** One page being cut at its headings, with preserved elements set apart. */
final class HtmlSemanticSplit {

    private static final Set<String> AS_WRITTEN = Set.of("pre", "code");

    private final HtmlRules rules;
    private final List<HtmlSemanticSection> sections = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private List<String> preserved = new ArrayList<>();
    private Map<String, Object> metadata = Map.of();

    HtmlSemanticSplit(HtmlRules rules) {
        this.rules = rules;
    }

    List<HtmlSemanticSection> sections(Element body) {
        children(body);
        end();
        return sections;
    }

    private void children(Element parent) {
        parent.childNodes().forEach(this::node);
    }

    private void node(Node node) {
        if (node instanceof TextNode words) {
            text.append(words(words.getWholeText()));
        } else if (node instanceof Element element) {
            element(element, element.normalName());
        }
    }

    private String words(String written) {
        String words = PreservedText.withoutMarks(written);
        return rules.normalize() ? words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}\\p{M}_\\s]", "") : words;
    }

    private void element(Element element, String tag) {
        String key = rules.headers().get(tag);
        if (rules.preserved().contains(tag)) {
            preserve(element, tag);
        } else if (key != null) {
            end();
            metadata = Map.of(key, HtmlTags.collapsed(element.wholeText()));
        } else {
            inner(element, tag);
        }
    }

    private void preserve(Element element, String tag) {
        String inner = AS_WRITTEN.contains(tag) ? element.wholeText().strip() : inner(element);
        String space = HtmlTags.isInline(element) ? "" : " ";
        text.append(space).append(PreservedText.mark(preserved.size(), inner)).append(space);
        preserved.add(inner);
    }

    private String inner(Element element) {
        HtmlSemanticSplit within = new HtmlSemanticSplit(rules.within());
        within.children(element);
        return HtmlTags.collapsed(within.text.toString());
    }

    private void inner(Element element, String tag) {
        String space = HtmlTags.isInline(element) && !tag.equals("br") ? "" : " ";
        text.append(space);
        if (rules.handlers().containsKey(tag)) {
            text.append(PreservedText.withoutMarks(rules.handlers().get(tag).apply(element.outerHtml())));
        } else if (rules.media().contains(tag)) {
            text.append(media(element, tag));
        } else if (rules.links() && tag.equals("a")) {
            text.append("[%s](%s)".formatted(inner(element), element.attr("href")));
        } else {
            children(element);
        }
        text.append(space);
    }

    private static String media(Element element, String tag) {
        String source = element.hasAttr("src")
                ? element.attr("src")
                : element.select("source").attr("src");
        return " ![%s:%s](%s) ".formatted(tag.equals("img") ? "image" : tag, source, source);
    }

    private void end() {
        String section = HtmlTags.collapsed(text.toString());
        if (!section.isEmpty()) {
            sections.add(new HtmlSemanticSection(section, preserved, metadata));
        }
        text.setLength(0);
        preserved = new ArrayList<>();
    }
}
