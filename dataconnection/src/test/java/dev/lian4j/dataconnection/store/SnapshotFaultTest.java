package dev.lian4j.dataconnection.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.LetterEmbeddings;
import dev.lian4j.testing.files.FaultFiles;
import dev.lian4j.testing.files.Unsynced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fails each operation of saving, then cuts the power. */
class SnapshotFaultTest {

    @TempDir
    Path folder;

    private static InMemoryVectorStore store(int size) {
        InMemoryVectorStore store = InMemoryVectorStore.of(new LetterEmbeddings());
        List<Document> documents = IntStream.range(0, size)
                .mapToObj(i -> new Document("文" + i, "t", Map.of()))
                .toList();
        store.put(
                documents,
                documents.stream().map(document -> new float[] {1, 2}).toList());
        return store;
    }

    @ParameterizedTest
    @EnumSource
    void holdsTheOldOrTheNewState(Unsynced how) throws IOException {
        for (boolean once : new boolean[] {true, false}) {
            assertThat(FaultFiles.eachOperation(operation -> round(how, once, operation)))
                    .isGreaterThan(5);
        }
    }

    private boolean round(Unsynced how, boolean once, int failing) throws IOException {
        Path home = Files.createTempDirectory(folder, "round");
        store(5).saveTo(home.resolve("s"));
        FaultFiles files = FaultFiles.over(home);
        if (once) {
            files.failAt(failing);
        } else {
            files.failFrom(failing);
        }
        boolean saved = saved(files.path("s"));
        boolean failed = files.failed() > 0;
        files.crash(how);
        int size = InMemoryVectorStore.load(home.resolve("s"), new LetterEmbeddings())
                .size();
        assertThat(size).isIn(saved ? List.of(9) : List.of(5, 9));
        assertThat(saved).isEqualTo(!failed);
        return failed;
    }

    private static boolean saved(Path file) {
        try {
            store(9).saveTo(file);
            return true;
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining("s: ");
            return false;
        }
    }
}
