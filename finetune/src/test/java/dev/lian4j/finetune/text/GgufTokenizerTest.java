package dev.lian4j.finetune.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.gguf.GgufHeader;
import dev.lian4j.core.weights.gguf.GgufKeys;
import dev.lian4j.core.weights.gguf.GgufWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokenizers out of GGUF metadata, against the libraries that trained them: see golden_tokenizers.py. */
class GgufTokenizerTest {

    @TempDir
    Path directory;

    static Stream<Arguments> vocabularies() throws IOException {
        try (InputStream file = GgufTokenizerTest.class.getResourceAsStream("/golden/tokenizers.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(file).spliterator(), false)
                    .map(golden -> Arguments.of(
                            golden.get("model").asText() + golden.path("pre").asText(), golden))
                    .toList()
                    .stream();
        }
    }

    private static Stream<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static int[] ints(JsonNode array) {
        return all(array).mapToInt(JsonNode::intValue).toArray();
    }

    private static GgufKeys keys(JsonNode golden) {
        GgufKeys keys = new GgufKeys()
                .text("general.architecture", "llama")
                .text("tokenizer.ggml.model", golden.get("model").textValue())
                .texts(
                        "tokenizer.ggml.tokens",
                        all(golden.get("tokens")).map(JsonNode::textValue).toList())
                .i32s("tokenizer.ggml.token_type", ints(golden.get("types")))
                .u32("tokenizer.ggml.unknown_token_id", 0)
                .u32("tokenizer.ggml.bos_token_id", 1)
                .u32("tokenizer.ggml.eos_token_id", 2);
        if (golden.has("scores")) {
            float[] scores = new float[golden.get("scores").size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = golden.get("scores").get(i).floatValue();
            }
            return keys.f32s("tokenizer.ggml.scores", scores);
        }
        return keys.text("tokenizer.ggml.pre", golden.get("pre").textValue())
                .texts(
                        "tokenizer.ggml.merges",
                        all(golden.get("merges")).map(JsonNode::textValue).toList());
    }

    private GgufHeader header(GgufKeys keys) {
        Path file = directory.resolve("词.gguf");
        GgufWriter.write(file, keys, List.of(new TensorInfo("a", List.of(1L), "F32")), (name, into) -> into.put(0));
        return GgufHeader.read(file);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vocabularies")
    void cutsTextsAsTheReference(String name, JsonNode golden) {
        try (TextTokenizer tokenizer = TextTokenizer.ofGguf(header(keys(golden)))) {
            assertThat(tokenizer.vocabularySize())
                    .isEqualTo(golden.get("tokens").size());
            all(golden.get("texts")).forEach(text -> {
                String original = text.get("text").textValue();
                assertThat(tokenizer.encode(original)).as(original).containsExactly(ints(text.get("ids")));
                assertThat(tokenizer.decode(ints(text.get("ids"))))
                        .isEqualTo(text.get("decoded").textValue());
            });
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vocabularies")
    void piecesJoinToTheWholeText(String name, JsonNode golden) {
        try (TextTokenizer tokenizer = TextTokenizer.ofGguf(header(keys(golden)))) {
            int[] prompt = tokenizer.encode("here:");
            for (String text : List.of("训练一个小模型，2026年。 🙂 end", " two  spaces\n\nna\u00efve", "x")) {
                int[] whole = tokenizer.encode("here:" + text);
                int[] rest = Arrays.copyOfRange(whole, prompt.length, whole.length);
                TextPieces pieces = TextPieces.behind(prompt, tokenizer);
                StringBuilder joined = new StringBuilder();
                for (int token : rest) {
                    String piece = pieces.accept(token);
                    assertThat(piece).doesNotContain("\uFFFD");
                    joined.append(piece);
                }
                assertThat(joined.append(pieces.rest())).hasToString(text);
            }
        }
    }

    @Test
    void bytesThatNeverBecomeACharacterComeAtTheEnd() throws IOException {
        JsonNode golden = (JsonNode) vocabularies().toList().get(1).get()[1];
        try (TextTokenizer tokenizer = TextTokenizer.ofGguf(header(keys(golden)))) {
            int[] smile = tokenizer.encode("🙂");
            TextPieces pieces = TextPieces.behind(new int[0], tokenizer);

            assertThat(pieces.accept(smile[0])).isEmpty();
            assertThat(pieces.rest()).isEqualTo("\uFFFD");
        }
    }

    @Test
    void startsTextsWhereTheFileSaysSo() throws IOException {
        JsonNode golden = (JsonNode) vocabularies().toList().get(4).get()[1];
        try (TextTokenizer tokenizer = TextTokenizer.ofGguf(header(keys(golden)))) {
            assertThat(tokenizer.encodeWhole("here")).startsWith(1).endsWith(tokenizer.encode("here"));
            assertThat(tokenizer.specialTokens().begin()).isEqualTo("<s>");
            assertThat(tokenizer.specialTokens().ends()).containsExactly(2);
            assertThat(tokenizer.specialTokens().control()).containsExactly("<s>", "</s>");
            assertThat(tokenizer.id("</s>")).contains(2);
        }
    }

    @Test
    void itsJsonIsTheSameTokenizer() throws IOException {
        JsonNode golden = (JsonNode) vocabularies().toList().get(0).get()[1];
        try (TextTokenizer tokenizer = TextTokenizer.ofGguf(header(keys(golden)));
                TextTokenizer again =
                        TextTokenizer.ofJson(tokenizer.toJson(), tokenizer.specialTokens(), "tokenizer.json")) {
            assertThat(again.encode("The quick 小模型")).containsExactly(tokenizer.encode("The quick 小模型"));
        }
    }

    @Test
    void saysWhichTokenizersItKnows() {
        GgufKeys unknown = new GgufKeys()
                .text("general.architecture", "llama")
                .texts("tokenizer.ggml.tokens", List.of("a"))
                .text("tokenizer.ggml.model", "bert");
        assertThatThrownBy(() -> TextTokenizer.ofGguf(header(unknown)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'bert'")
                .hasMessageContaining("gpt2 and llama");
        GgufKeys unknownCut = new GgufKeys()
                .text("general.architecture", "llama")
                .texts("tokenizer.ggml.tokens", List.of("a"))
                .text("tokenizer.ggml.model", "gpt2")
                .text("tokenizer.ggml.pre", "klingon");
        assertThatThrownBy(() -> TextTokenizer.ofGguf(header(unknownCut)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'klingon'")
                .hasMessageContaining("smollm");
        assertThatThrownBy(() -> TextTokenizer.ofGguf(header(new GgufKeys().text("general.architecture", "llama"))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no tokens");
    }
}
