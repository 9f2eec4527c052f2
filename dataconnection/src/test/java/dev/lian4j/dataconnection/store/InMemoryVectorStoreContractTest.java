package dev.lian4j.dataconnection.store;

import dev.lian4j.core.document.VectorStore;
import dev.lian4j.dataconnection.contract.VectorStoreContract;

class InMemoryVectorStoreContractTest extends VectorStoreContract {

    @Override
    protected VectorStore empty(Metric metric) {
        return InMemoryVectorStore.of(LETTERS, metric);
    }
}
