package dev.lian4j.samples.quarkus;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.VectorStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** What the service answers. */
@Path("/search")
public class SearchResource {

    private final VectorStore store;

    SearchResource(VectorStore store) {
        this.store = store;
    }

    /** The best passages. */
    @GET
    public List<String> search(@QueryParam("question") String question) {
        return store.similaritySearch(question, 2).stream().map(Document::text).toList();
    }
}
