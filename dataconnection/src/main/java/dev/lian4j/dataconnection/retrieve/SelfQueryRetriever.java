package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.model.ChatModel;
import java.util.List;

/**
 * Lets a model split a question into what to search for and a filter on metadata: "manuals from 2023 about the filter"
 * searches for the filter among what is of 2023. Errors are those of the constructor and the store.
 *
 * @param store where to look
 * @param constructor makes the structured query, mostly a {@link QueryConstructor}
 * @param k how many documents to give at most; a question may ask for fewer
 * @param always which documents may be given whatever the model writes, such as those that the user may see
 */
public record SelfQueryRetriever(VectorStore store, Chain<String, StructuredQuery> constructor, int k, Filter always)
        implements Retriever {

    /** A retriever of four documents at most, with one repair of a wrong filter. */
    public static SelfQueryRetriever of(
            ChatModel model, VectorStore store, String contents, List<AttributeInfo> attributes) {
        return of(QueryConstructor.of(model, contents, attributes), store, 4);
    }

    /** A retriever of {@code k} documents at most. */
    public static SelfQueryRetriever of(Chain<String, StructuredQuery> constructor, VectorStore store, int k) {
        return new SelfQueryRetriever(store, constructor, k, Filter.all());
    }

    /** This retriever, looking only among the documents that this filter means too. */
    public SelfQueryRetriever where(Filter newAlways) {
        return new SelfQueryRetriever(store, constructor, k, newAlways);
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.of(constructor);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        StructuredQuery structured = run.call(constructor, query);
        Integer limit = structured.limit();
        return run.call(
                VectorStoreRetriever.of(store, limit == null ? k : Math.min(k, limit))
                        .where(narrowed(structured.filter())),
                structured.query());
    }

    private Filter narrowed(Filter asked) {
        if (always.equals(Filter.all())) {
            return asked;
        }
        return asked.equals(Filter.all()) ? always : Filter.and(always, asked);
    }
}
