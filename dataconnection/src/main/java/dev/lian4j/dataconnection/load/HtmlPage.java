package dev.lian4j.dataconnection.load;

import java.io.IOException;
import java.io.InputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** HTML and the small XML of other formats, as jsoup has it. Fetches nothing and knows no entities but HTML's. */
final class HtmlPage {

    /** Real pages nest some dozens deep; the parser keeps an element for each. */
    private static final int DEEPEST = 2_000;

    private static final String NEVER_READ = "script, style, noscript, template, iframe, svg, [hidden]";

    private HtmlPage() {}

    /** A page in the encoding named, else in that of its byte order mark or its own word, else in UTF-8. */
    static Document parse(InputStream in, @Nullable String charset) throws IOException {
        return Jsoup.parse(in, charset, "", Parser.htmlParser().setMaxDepth(DEEPEST));
    }

    static Document parse(String html) {
        return Jsoup.parse(html, "", Parser.htmlParser().setMaxDepth(DEEPEST));
    }

    static Document xml(InputStream in) throws IOException {
        return Jsoup.parse(in, null, "", Parser.xmlParser().setMaxDepth(DEEPEST));
    }

    /** The text of all of a page as a person reads it. */
    static String text(Document page) {
        page.select(NEVER_READ).remove();
        return HtmlText.of(page.body());
    }
}
