package dev.lian4j.dataconnection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationDatasetTest {

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("问题.jsonl"), text);
    }

    @Test
    void readsJsonLines() throws IOException {
        EvaluationDataset dataset = EvaluationDataset.read(file("""
                {"id":"a","question":"有几天年假?","expected":"十天","relevant":["手册, page 3"],"tag":"人事"}

                {"question":"What is 2+2?","expected":4}
                {"question":"Open?"}
                """));

        assertThat(dataset.name()).isEqualTo("问题.jsonl");
        assertThat(dataset.cases())
                .extracting(EvaluationCase::id, EvaluationCase::expected)
                .containsExactly(tuple("a", "十天"), tuple("3", "4"), tuple("4", ""));
        assertThat(dataset.cases().get(0).relevant()).containsExactly("手册, page 3");
        assertThat(dataset.cases().get(0).metadata()).containsEntry("tag", "人事").hasSize(2);
    }

    @Test
    void writesWhatItReads() throws IOException {
        EvaluationDataset dataset = new EvaluationDataset(
                "x.jsonl",
                List.of(
                        new EvaluationCase("1", "引号\"和\n换行", "答案", Map.of("relevant", List.of("d"), "n", 3)),
                        EvaluationCase.of("2", "q", "")));
        Path file = folder.resolve("x.jsonl");
        dataset.write(file);

        assertThat(EvaluationDataset.read(file)).isEqualTo(dataset);
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThatThrownBy(() -> dataset.write(folder.resolve("no/such/folder.jsonl")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("folder.jsonl");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"question\":\"q\"}\\n{\"question\":| 2 is not JSON",
                "{\"question\":\"q\"}\\n[1]| 2 is no JSON object",
                "{\"question\":\"\"}| 1 has no text 'question'",
                "\\n{\"expected\":\"x\"}| 2 has no text 'question'",
                "{\"question\":7}| 1 has no text 'question'",
                "{\"question\":\"q\"} {}| 1 is not JSON"
            })
    void saysWhichLineIsWrong(String text, String fault) throws IOException {
        Path file = file(text.replace("\\n", "\n"));
        assertThatThrownBy(() -> EvaluationDataset.read(file))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("问题.jsonl")
                .hasMessageContaining("line " + fault.strip());
    }

    @Test
    void refusesTwoCasesOfOneId() throws IOException {
        Path file = file("{\"id\":\"2\",\"question\":\"a\"}\n{\"question\":\"b\"}\n");
        assertThatThrownBy(() -> EvaluationDataset.read(file))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("Two cases have the id '2'");
    }
}
