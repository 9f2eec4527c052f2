package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.LianException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A web search as a retriever: what the service shows of each page, with {@link Metadata#SOURCE} and {@link
 * Metadata#TITLE}. Nothing is fetched but what the search itself says, unless a reader of pages is given. Scores are 1 by
 * the rank. What comes from the web is a stranger's text: treat it as such in prompts.
 */
public final class WebSearchRetriever implements Retriever {

    private static final Logger LOG = LoggerFactory.getLogger(WebSearchRetriever.class);
    private static final int AT_ONCE = 4;

    private final WebSearch search;
    private final int k;
    private final @Nullable Chain<URI, List<Document>> reader;

    private WebSearchRetriever(WebSearch search, int k, @Nullable Chain<URI, List<Document>> reader) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
        this.search = search;
        this.k = k;
        this.reader = reader;
    }

    /** A retriever of the first {@code k} pages, as the search shows them. */
    public static WebSearchRetriever of(WebSearch search, int k) {
        return new WebSearchRetriever(search, k, null);
    }

    /** This retriever, giving what the reader makes of each page; where it fails, what the search shows of it. */
    public WebSearchRetriever reading(Chain<URI, List<Document>> pages) {
        return new WebSearchRetriever(search, k, pages);
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        Chain<WebResult, List<Document>> documents = this::documents;
        Chain<String, List<WebResult>> searching = (asked, its) -> search.search(asked, k, its);
        List<WebResult> pages =
                run.call(searching.named("web search"), query).stream().limit(k).toList();
        List<List<Document>> read = run.call(documents.named("web page").each(AT_ONCE), pages);
        List<ScoredDocument> found = new ArrayList<>();
        for (int rank = 0; rank < read.size(); rank++) {
            for (Document document : read.get(rank)) {
                found.add(new ScoredDocument(document, 1.0 / (rank + 1)));
            }
        }
        return List.copyOf(found);
    }

    private List<Document> documents(WebResult page, Run run) {
        if (reader == null) {
            return List.of(shown(page));
        }
        try {
            return run.call(reader, page.uri()).stream()
                    .map(document -> placed(document, page))
                    .toList();
        } catch (CancelledException e) {
            throw e;
        } catch (LianException e) {
            LOG.warn("A page that a web search found cannot be read ({}); its snippet is taken", e.getMessage());
            return List.of(shown(page));
        }
    }

    private static Document shown(WebResult page) {
        return placed(Document.of(page.snippet(), Map.of()), page);
    }

    private static Document placed(Document document, WebResult page) {
        Document titled = document.metadata().containsKey(Metadata.TITLE)
                ? document
                : document.with(Metadata.TITLE, page.title());
        return titled.with(Metadata.SOURCE, page.uri().toString());
    }
}
