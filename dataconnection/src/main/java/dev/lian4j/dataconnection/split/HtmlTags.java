package dev.lian4j.dataconnection.split;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** What the splitters of HTML know of its elements. */
final class HtmlTags {

    /** Real pages nest some dozens deep. */
    private static final int DEEPEST = 500;

    /** Elements that stand within a line. */
    private static final Set<String> INLINE =
            Set.of(("a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark q rp rt"
                            + " ruby s samp small span strike strong sub sup time tt u var wbr")
                    .split(" "));

    private HtmlTags() {}

    static Document page(String html) {
        return Jsoup.parse(html, "", Parser.htmlParser().setMaxDepth(DEEPEST));
    }

    /** Whether a node is part of a line: a text, or an element within a line that no block stands in. */
    static boolean isInline(Node node) {
        return node instanceof Element element
                ? element.stream().allMatch(each -> INLINE.contains(each.normalName()))
                : node instanceof TextNode;
    }

    /** What a node within a line adds to it. */
    static String inlineText(Node node) {
        if (node instanceof TextNode words) {
            return words.getWholeText();
        }
        return node instanceof Element element ? element.wholeText() : "";
    }

    /** With runs of whitespace as one space, and none at the ends; the ideographic space counts. */
    static String collapsed(String text) {
        return text.replaceAll("[\\s\\p{Z}]+", " ").strip();
    }
}
