package dev.lian4j.dataconnection.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.StoreException;
import dev.lian4j.testing.files.FaultFiles;
import dev.lian4j.testing.files.FileOperation;
import dev.lian4j.testing.files.Unsynced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fails each operation of a record file, then cuts the power. */
class RecordFaultTest {

    @TempDir
    Path folder;

    private static boolean added(Path file, String key) {
        try (FileRecordManager records = FileRecordManager.open(file)) {
            records.update(List.of(new IndexRecord(key, "来源", 7)), List.of());
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private static List<String> keys(Path file) {
        try (FileRecordManager records = FileRecordManager.open(file)) {
            return records.records().map(IndexRecord::key).sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatItAcknowledged(Unsynced how) throws IOException {
        for (boolean fresh : new boolean[] {true, false}) {
            assertThat(FaultFiles.eachOperation(operation -> round(how, fresh, operation)))
                    .isGreaterThan(4);
        }
    }

    private boolean round(Unsynced how, boolean fresh, int failing) throws IOException {
        Path home = Files.createTempDirectory(folder, "round");
        if (!fresh) {
            assertThat(added(home.resolve("r"), "a")).isTrue();
        }
        FaultFiles files = FaultFiles.over(home);
        files.failFrom(failing);
        boolean done = added(files.path("r"), "b");
        boolean failed = files.failed() > 0;
        files.crash(how);
        List<String> before = fresh ? List.of() : List.of("a");
        List<String> after = fresh ? List.of("b") : List.of("a", "b");
        assertThat(keys(home.resolve("r"))).isIn(done ? List.of(after) : List.of(before, after));
        assertThat(done).isEqualTo(!failed);
        return failed;
    }

    @Test
    void refusesToGoOnAfterAFailedForce() throws IOException {
        FaultFiles files = FaultFiles.over(folder);
        try (FileRecordManager records = FileRecordManager.open(files.path("r"))) {
            files.failAt(1, FileOperation.FORCE);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> records.update(List.of(new IndexRecord("k", "s", 1)), List.of()))
                        .isInstanceOf(StoreException.class);
            }
            assertThat(files.counted()).isEqualTo(1);
        }
    }
}
