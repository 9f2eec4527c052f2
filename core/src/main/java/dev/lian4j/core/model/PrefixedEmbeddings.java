package dev.lian4j.core.model;

import dev.lian4j.core.Run;
import java.util.List;

/**
 * An embedding model that puts words before questions and before documents' texts, as some models were trained: without
 * them such a model finds less. Take it only where the model does not do so itself, or the words come twice.
 *
 * @param model embeds
 * @param queryPrefix goes before a question
 * @param passagePrefix goes before a document's text
 */
public record PrefixedEmbeddings(EmbeddingModel model, String queryPrefix, String passagePrefix)
        implements EmbeddingModel {

    /** A model with these words before its texts. */
    public static PrefixedEmbeddings of(EmbeddingModel model, String queryPrefix, String passagePrefix) {
        return new PrefixedEmbeddings(model, queryPrefix, passagePrefix);
    }

    /** For the e5 models, English and multilingual: {@code query: } and {@code passage: }. Source: their model cards. */
    public static PrefixedEmbeddings e5(EmbeddingModel model) {
        return of(model, "query: ", "passage: ");
    }

    /** For the English bge models: an instruction before questions. Source: their model cards. */
    public static PrefixedEmbeddings bge(EmbeddingModel model) {
        return of(model, "Represent this sentence for searching relevant passages: ", "");
    }

    /** For the Chinese bge models: an instruction before questions. Source: their model cards. */
    public static PrefixedEmbeddings bgeZh(EmbeddingModel model) {
        return of(model, "为这个句子生成表示以用于检索相关文章：", "");
    }

    @Override
    public List<float[]> embedDocuments(List<String> texts) {
        return model.embedDocuments(prefixed(texts));
    }

    @Override
    public List<float[]> invoke(List<String> texts, Run run) {
        return model.invoke(prefixed(texts), run);
    }

    @Override
    public float[] embedQuery(String query) {
        return model.embedQuery(queryPrefix + query);
    }

    @Override
    public String name() {
        return model.name();
    }

    private List<String> prefixed(List<String> texts) {
        return texts.stream().map(passagePrefix::concat).toList();
    }
}
