package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.store.Metric;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a store is, kept in each of its commits.
 *
 * @param metric how vectors are compared
 * @param model the name of the embedding model
 * @param analyzer the class that cuts texts into words
 * @param dimension of the vectors; 0 before there are any
 */
record Header(Metric metric, String model, String analyzer, int dimension) {

    private static final String FORMAT = "lian4j.format";
    private static final String VERSION = "1";
    private static final String METRIC = "lian4j.metric";
    private static final String MODEL = "lian4j.model";
    private static final String ANALYZER = "lian4j.analyzer";
    private static final String DIMENSION = "lian4j.dimension";

    Header withDimension(int newDimension) {
        return new Header(metric, model, analyzer, newDimension);
    }

    Map<String, String> toMap() {
        return Map.of(
                FORMAT, VERSION,
                METRIC, metric.name(),
                MODEL, model,
                ANALYZER, analyzer,
                DIMENSION, Integer.toString(dimension));
    }

    /**
     * This header with the stored dimension.
     *
     * @throws StoreException if the stored one tells of another kind of store
     */
    Header check(Path path, Map<String, String> stored) {
        if (!stored.containsKey(FORMAT)) {
            throw new StoreException(
                    path + ": is a Lucene index, but no vector store of Lian4J; choose another folder");
        }
        same(path, "format version", stored.get(FORMAT), VERSION, "read it with the version that wrote it");
        same(path, "metric", stored.get(METRIC), metric.name(), "open it with its own metric, or index anew");
        same(path, "embedding model", stored.get(MODEL), model, "open it with its own model, or index anew");
        same(path, "analyzer", stored.get(ANALYZER), analyzer, "open it with its own analyzer, or index anew");
        return withStored(path, stored.getOrDefault(DIMENSION, ""));
    }

    private Header withStored(Path path, String stored) {
        try {
            int known = Integer.parseInt(stored);
            if (dimension != 0 && known != 0) {
                same(path, "dimension", stored, Integer.toString(dimension), "open it with its own model");
            }
            return known == 0 ? this : withDimension(known);
        } catch (NumberFormatException e) {
            throw new StoreException(path + ": the store's dimension reads '" + stored + "'; index anew", e);
        }
    }

    private static void same(Path path, String what, @Nullable String stored, String asked, String cure) {
        if (!asked.equals(stored)) {
            throw new StoreException(
                    path + ": the store's " + what + " is " + stored + ", but " + asked + " was asked for; " + cure);
        }
    }
}
