package dev.lian4j.examples.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.error.LianException;
import dev.lian4j.dataconnection.lucene.LuceneVectorStore;
import dev.lian4j.dataconnection.store.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A store on disk, with the embedding model that its vectors are from. To be closed.
 *
 * @param vectors the store
 * @param embedder the model
 */
record Store(LuceneVectorStore vectors, Embedder embedder) implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a store must be opened with, kept beside it. */
    record Settings(
            @JsonProperty("embedding") String embedding,
            @JsonProperty("metric") Metric metric) {

        private static Path file(Path folder) {
            return folder.resolve("lian.json");
        }

        static boolean exist(Path folder) {
            return Files.exists(file(folder));
        }

        static Settings read(Path folder) {
            try {
                return JSON.readValue(Files.readString(file(folder)), Settings.class);
            } catch (IOException e) {
                throw new LianException(
                        "There is no store in " + folder + ": lian index --store " + folder + " PATH makes one", e);
            }
        }

        void write(Path folder) {
            try {
                Files.createDirectories(folder);
                Files.writeString(file(folder), JSON.writeValueAsString(this));
            } catch (IOException e) {
                throw new LianException("The store's folder " + folder + " cannot be written: " + e.getMessage(), e);
            }
        }
    }

    /** The store of a folder, with the settings that are there. */
    static Store open(Path folder) {
        Settings settings = Settings.read(folder);
        Embedder embedder = Embedder.of(settings.embedding(), "");
        try {
            return new Store(
                    LuceneVectorStore.builder(folder.resolve("index"), embedder.model())
                            .modelName(settings.embedding())
                            .metric(settings.metric())
                            .open(),
                    embedder);
        } catch (RuntimeException e) {
            embedder.close();
            throw e;
        }
    }

    @Override
    public void close() {
        vectors.close();
        embedder.close();
    }
}
