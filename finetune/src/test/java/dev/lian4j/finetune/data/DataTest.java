package dev.lian4j.finetune.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataTest {

    /** A token a character. */
    private static final Tokenizer CHARACTERS = new Tokenizer() {
        @Override
        public int[] encode(String text) {
            return text.chars().toArray();
        }

        @Override
        public String decode(int[] tokens) {
            return new String(tokens, 0, tokens.length);
        }
    };

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("数据.jsonl"), text);
    }

    @Test
    void readsTheFormsThatPeopleUse() throws IOException {
        Path file = file("""
                {"context": "床前明月光", "target": "疑是地上霜", "title": "静夜思"}
                {"prompt": "a", "completion": "b"}

                {"instruction": "Translate", "input": "你好", "output": "Hello"}
                {"instruction": "Say hi", "output": "hi"}
                {"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "u"}, {"role": "assistant", "content": "t"}]}
                {"target": "alone"}
                """);
        assertThat(ExampleFile.read(file))
                .containsExactly(
                        new Example("床前明月光", "疑是地上霜"),
                        new Example("a", "b"),
                        new Example("Translate\n你好", "Hello"),
                        new Example("Say hi", "hi"),
                        new Example("s\nu", "t", List.of(Message.system("s"), Message.user("u"))),
                        new Example("", "alone"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{|line 2 is no JSON",
                "{\"a\": 1}|line 2 is no example: it has none of target",
                "{\"context\": \"x\", \"target\": \"\"}|line 2 is no example: The target",
                "{\"context\": 1, \"target\": \"x\"}|line 2 is no example: 'context' must be a text",
                "{\"messages\": []}|line 2 is no example: messages"
            })
    void tellsWhichLineIsNone(String line, String message) throws IOException {
        Path file = file("{\"target\": \"x\"}\n" + line + "\n");
        assertThatThrownBy(() -> ExampleFile.read(file))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("数据.jsonl")
                .hasMessageContaining(message);
    }

    @Test
    void tellsOfAFileWithoutAny() throws IOException {
        assertThatThrownBy(() -> ExampleFile.read(file("\n"))).hasMessageContaining("has no examples");
        Path wrong = Files.write(folder.resolve("x"), "退款".getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> ExampleFile.read(wrong))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("is not UTF-8");
        assertThatThrownBy(() -> ExampleFile.read(folder.resolve("none"))).isInstanceOf(DocumentLoadException.class);
    }

    @Test
    void theTargetHasTheEndAndNothingOfTheContext() {
        ExampleEncoder encoder = ExampleEncoder.plain(CHARACTERS, 0, 100);
        TokenExample example =
                encoder.encode(List.of(new Example("ab", "cd"))).examples().get(0);
        assertThat(example.tokens()).containsExactly('a', 'b', 'c', 'd', 0);
        assertThat(example.targetStart()).isEqualTo(2);
        assertThat(Batch.of(List.of(example)).labels()).containsExactly('c', 'd', 0);
        assertThat(Batch.of(List.of(example)).places()).containsExactly(1, 2, 3);
        TokenExample alone =
                encoder.encode(List.of(new Example("", "c"))).examples().get(0);
        assertThat(alone.tokens()).containsExactly(0, 'c', 0);
        assertThat(alone.targets()).isEqualTo(2);
    }

    @Test
    void tooLongExamplesLoseTheBeginningOfTheirContext() {
        ExampleEncoder.Encoded encoded = ExampleEncoder.plain(CHARACTERS, 0, 4)
                .encode(List.of(new Example("abcdef", "xy"), new Example("a", "b"), new Example("a", "123456")));
        assertThat(encoded.cut()).isEqualTo(2);
        assertThat(encoded.examples().get(0).tokens()).containsExactly('f', 'x', 'y', 0);
        assertThat(encoded.examples().get(0).targetStart()).isEqualTo(1);
        assertThat(encoded.examples().get(2).tokens()).containsExactly('4', '5', '6', 0);
        assertThatThrownBy(() -> ExampleEncoder.plain(CHARACTERS, 0, 4).encode(List.of()))
                .isInstanceOf(ModelException.class);
    }

    @Test
    void placesPointIntoPaddedRows() {
        Batch batch =
                Batch.of(List.of(new TokenExample(new int[] {1, 2, 3}, 1), new TokenExample(new int[] {4, 5}, 1)));
        assertThat(batch.places()).containsExactly(0, 1, 3);
        assertThat(batch.labels()).containsExactly(2, 3, 5);
        assertThat(batch.sequences().ids(1)).containsExactly(4, 5, 0);
        assertThat(batch.targets()).isEqualTo(3);
        assertThat(batch.tokens()).isEqualTo(5);
    }

    @Test
    void severalExamplesShareARow() {
        TokenExample first = new TokenExample(new int[] {1, 2, 3}, 2);
        TokenExample second = new TokenExample(new int[] {4, 5}, 1);
        Batch batch = new Batch(List.of(List.of(first, second), List.of(second)));
        assertThat(batch.sequences().ids(0)).containsExactly(1, 2, 3, 4, 5);
        assertThat(batch.sequences().ids(1)).containsExactly(4, 5, 0, 0, 0);
        assertThat(batch.places()).containsExactly(1, 3, 5);
        assertThat(batch.labels()).containsExactly(3, 5, 5);
        assertThat(batch.packed()).isTrue();
    }

    @Test
    void rowsArePackedTightly() {
        Random chance = new Random(1);
        List<TokenExample> examples = IntStream.range(0, 500)
                .mapToObj(i -> new TokenExample(new int[2 + chance.nextInt(60)], 1))
                .toList();
        Batches batches = Batches.packed(examples, 50, 4, 3);
        assertThat(batches.rows().stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(examples);
        int tokens = 0;
        for (List<TokenExample> row : batches.rows()) {
            int own = row.stream().mapToInt(example -> example.tokens().length).sum();
            assertThat(own <= 50 || row.size() == 1).isTrue();
            tokens += Math.min(own, 50);
        }
        assertThat((double) tokens / batches.rows().size()).isGreaterThan(48);
        assertThat(batches.perEpoch()).isEqualTo(batches.epoch(1).size());
    }

    @Test
    void eachTimeThroughHasAllExamplesOnceInAnotherOrder() {
        List<TokenExample> examples = IntStream.range(1, 101)
                .mapToObj(i -> new TokenExample(new int[i % 7 + 2], 1))
                .toList();
        Batches batches = Batches.of(examples, 8, 3);
        assertThat(batches.perEpoch()).isEqualTo(13);
        List<TokenExample> seen = new ArrayList<>();
        batches.epoch(0).forEach(batch -> seen.addAll(batch.examples()));
        assertThat(seen).hasSize(100).containsExactlyInAnyOrderElementsOf(examples);
        assertThat(batches.epoch(0)).isEqualTo(Batches.of(examples, 8, 3).epoch(0));
        assertThat(batches.epoch(1)).isNotEqualTo(batches.epoch(0));
        assertThat(batches.inOrder().get(0).examples()).isEqualTo(examples.subList(0, 8));
    }

    @Test
    void aTableWithAHeadIsReadToo() throws IOException {
        Path file = folder.resolve("pairs.csv");
        Files.writeString(file, "\uFEFFcontext,target\n\"你好, 世界\",hello\nthree,\"a \"\"b\"\"\"\n");

        assertThat(ExampleFile.read(file))
                .containsExactly(new Example("你好, 世界", "hello"), new Example("three", "a \"b\""));
    }

    @Test
    void aRowWithoutATargetIsToldWithItsNumber() throws IOException {
        Path file = folder.resolve("pairs.csv");
        Files.writeString(file, "context,target\na,b\nc,\n");

        assertThatThrownBy(() -> ExampleFile.read(file))
                .hasMessageContaining("row 2")
                .hasMessageContaining("empty");
    }

    @Test
    void rolesOfMessagesAreKept() throws IOException {
        Path file = folder.resolve("chat.jsonl");
        Files.writeString(file, """
                {"messages":[{"role":"system","content":"S"},{"role":"user","content":"U"},{"role":"assistant","content":"A"}]}
                """);

        assertThat(ExampleFile.read(file).get(0).messages()).containsExactly(Message.system("S"), Message.user("U"));
        Files.writeString(
                file, "{\"messages\":[{\"role\":\"tool\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"U\"}]}");
        assertThatThrownBy(() -> ExampleFile.read(file))
                .hasMessageContaining("line 1")
                .hasMessageContaining("'tool'");
    }

    @Test
    void aLongTextIsCutIntoBlocksThatTellEveryTokenOnce() {
        List<TokenExample> blocks = TokenExample.blocks(new int[] {1, 2, 3, 4, 5, 6}, 3);

        assertThat(blocks.stream().map(block -> Arrays.toString(block.tokens())))
                .containsExactly("[1, 2, 3]", "[3, 4, 5]", "[5, 6]");
        assertThat(blocks.stream().mapToInt(TokenExample::targets).sum()).isEqualTo(5);
        assertThatThrownBy(() -> TokenExample.blocks(new int[] {1}, 3)).hasMessageContaining("1 tokens");
    }
}
