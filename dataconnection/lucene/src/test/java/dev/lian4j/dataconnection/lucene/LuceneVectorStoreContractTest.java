package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.VectorStore;
import dev.lian4j.dataconnection.contract.VectorStoreContract;
import dev.lian4j.dataconnection.store.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class LuceneVectorStoreContractTest extends VectorStoreContract {

    @TempDir
    private Path folder;

    private final List<LuceneVectorStore> open = new ArrayList<>();

    @Override
    protected VectorStore empty(Metric metric) {
        Path next = folder.resolve("存储 " + open.size());
        open.add(LuceneVectorStore.builder(next, LETTERS).metric(metric).open());
        return open.get(open.size() - 1);
    }

    @AfterEach
    void close() {
        open.forEach(LuceneVectorStore::close);
    }
}
