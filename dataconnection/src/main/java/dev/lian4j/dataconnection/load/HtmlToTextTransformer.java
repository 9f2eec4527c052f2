package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.core.document.Metadata;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/**
 * Makes text of documents that are HTML, as {@link HtmlLoader} reads it: a block a line, paragraphs apart, lists with
 * dashes, table rows with bars. Scripts, styles and hidden parts are left out. A page's title becomes metadata, where there
 * is none yet. LangChain's {@code Html2TextTransformer} is such. Lazy, order and ids kept.
 */
public record HtmlToTextTransformer() implements DocumentTransformer {

    /** Real pages nest some dozens deep. */
    private static final int DEEPEST = 500;

    private static final String NOT_READ = "script, style, noscript, template, iframe, svg, [hidden]";

    @Override
    public Stream<Document> transform(Stream<Document> documents) {
        return documents.map(HtmlToTextTransformer::text);
    }

    private static Document text(Document html) {
        org.jsoup.nodes.Document page =
                Jsoup.parse(html.text(), "", Parser.htmlParser().setMaxDepth(DEEPEST));
        page.select(NOT_READ).remove();
        Document text = new Document(html.id(), HtmlText.of(page.body()), html.metadata());
        boolean titled = page.title().isBlank() || html.metadata().containsKey(Metadata.TITLE);
        return titled ? text : text.with(Metadata.TITLE, page.title());
    }
}
