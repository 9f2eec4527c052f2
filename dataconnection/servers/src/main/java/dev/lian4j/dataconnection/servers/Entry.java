package dev.lian4j.dataconnection.servers;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.store.MetadataJson;
import dev.lian4j.dataconnection.store.Metric;
import dev.lian4j.dataconnection.store.Vectors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A document to be stored, checked and ready.
 *
 * @param id the document's, or a new one
 * @param document the document
 * @param vector its vector, ready for the metric
 */
@SuppressWarnings("ArrayRecordComponent") // vectors are float[] all over; lists of them would box
record Entry(String id, Document document, float[] vector) {

    /** One entry for each document, in order. */
    static List<Entry> of(List<Document> documents, List<float[]> vectors, Metric metric, int dimension) {
        if (documents.size() != vectors.size()) {
            throw new StoreException("There are " + documents.size() + " documents, but " + vectors.size()
                    + " vectors; the embedding model must give one for each");
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            String what = "document " + (i + 1) + " of those to be added";
            Vectors.checkDimension(vectors.get(i), dimension, what);
            entries.add(of(documents.get(i), Vectors.ready(vectors.get(i), metric, what), what));
        }
        return entries;
    }

    private static Entry of(Document document, float[] vector, String what) {
        MetadataJson.check(document.metadata(), what);
        String id = document.id();
        return new Entry(id == null ? UUID.randomUUID().toString() : id, document, vector);
    }

    /** Of two entries of one id the later one, at the place of the first. */
    static List<Entry> distinct(List<Entry> entries) {
        Map<String, Entry> byId = new LinkedHashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        return List.copyOf(byId.values());
    }
}
