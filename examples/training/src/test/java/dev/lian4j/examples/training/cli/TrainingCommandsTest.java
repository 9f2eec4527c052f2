package dev.lian4j.examples.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.examples.cli.Console;
import dev.lian4j.examples.cli.Lian;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that train, from a text to an adapter, on a model so small that it is made here. */
class TrainingCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POEM = "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\nthe cat sat on the mat\n\n";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private Path base = shared.resolve("base");

    @BeforeAll
    static void pretrain() throws IOException {
        Path base = shared.resolve("base");
        Path text = Files.writeString(shared.resolve("poem.txt"), POEM.repeat(40));
        Path config = Files.writeString(shared.resolve("config.json"), """
                {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_size": 32, "intermediate_size": 64,
                 "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 2, "vocab_size": 320,
                 "max_position_embeddings": 64, "rms_norm_eps": 1e-5, "rope_theta": 10000, "tie_word_embeddings": true}
                """);
        Result result = lian(
                "pretrain",
                "--json",
                "--config",
                config,
                "--data",
                text,
                "--out",
                base,
                "--steps",
                40,
                "--max-length",
                32,
                "--lr",
                0.01,
                "--evaluate-every",
                20);
        assertThat(result.exit).as(result.err).isZero();
        List<Double> losses = losses(result);
        assertThat(losses.get(losses.size() - 1)).isLessThan(losses.get(0) / 2);
        assertThat(result.err).contains("A tokenizer with", "  床前明月");
    }

    private record Result(int exit, String out, String err) {}

    private static Result lian(Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        String[] words = Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
        int exit = Lian.run(console, TrainingLian.COMMANDS, words);
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static List<Double> losses(Result result) throws IOException {
        Stream.Builder<Double> losses = Stream.builder();
        for (String line : result.out.lines().toList()) {
            JsonNode node = JSON.readTree(line);
            if (node.has("eval_loss")) {
                losses.add(node.path("eval_loss").doubleValue());
            }
        }
        return losses.build().toList();
    }

    private Path examples() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            lines.append("{\"context\": \"the cat\", \"target\": \"举头望明月\"}\n");
        }
        return Files.writeString(folder.resolve("examples.jsonl"), lines);
    }

    private String generated(Object... more) throws IOException {
        return line(more).path("text").asText();
    }

    /** How likely the tokens were, which an adapter changes even where it does not change the text. */
    private String logprobs(Object... more) throws IOException {
        return line(Stream.concat(Stream.of("--logprobs"), Arrays.stream(more)).toArray())
                .path("logprobs")
                .toString();
    }

    private JsonNode line(Object... more) throws IOException {
        Object[] args = Stream.concat(
                        Stream.of("generate", "--json", "--base", base, "--max-tokens", 12), Arrays.stream(more))
                .toArray();
        Result result = lian(args);
        assertThat(result.exit).as(result.err).isZero();
        return JSON.readTree(result.out);
    }

    @Test
    void anAdapterIsTrainedUsedAndMerged() throws IOException {
        Path adapter = folder.resolve("adapter");
        Result trained = lian(
                "finetune",
                "--base",
                base,
                "--data",
                examples(),
                "--out",
                adapter,
                "--steps",
                30,
                "--lr",
                0.02,
                "--targets",
                "all-linear",
                "--json");

        assertThat(trained.exit).as(trained.err).isZero();
        List<Double> losses = losses(trained);
        assertThat(losses.get(losses.size() - 1)).isLessThan(losses.get(0) / 4);
        assertThat(trained.err).contains("Training ", " numbers (", "lian generate --base");
        assertThat(adapter).isDirectoryContaining("glob:**/{adapter_config.json,loss.svg,loss.png,loss.csv}");
        assertThat(generated("the cat")).doesNotContain("举头望明月");
        assertThat(generated("--adapter", adapter, "the cat")).contains("举头望明月");

        Path merged = folder.resolve("merged");
        Result merge = lian("merge", "--base", base, "--adapter", adapter, "--out", merged);
        assertThat(merge.exit).as(merge.err).isZero();
        base = merged;
        assertThat(generated("the cat")).contains("举头望明月");
    }

    @Test
    void aTrainingGoesOnFromItsCheckpointWithTheSameNumbers() throws IOException {
        Path data = examples();
        Path once = folder.resolve("once");
        Path twice = folder.resolve("twice");
        Object[] rest = {"--base", base, "--data", data, "--batch", 2, "--save-every", 3, "--seed", 7};
        assertThat(finetune(once, 8, rest).exit).isZero();
        assertThat(finetune(twice, 8, rest).exit).isZero();
        Files.delete(twice.resolve("checkpoints/checkpoint-8.safetensors"));
        Files.delete(twice.resolve("adapter_model.safetensors"));

        Result refused = finetune(twice, 8, rest);
        Object[] resuming =
                Stream.concat(Arrays.stream(rest), Stream.of("--resume")).toArray();
        Result resumed = finetune(twice, 8, resuming);

        assertThat(refused.exit).isEqualTo(1);
        assertThat(refused.err).contains("--resume goes on");
        assertThat(resumed.exit).as(resumed.err).isZero();
        assertThat(twice.resolve("adapter_model.safetensors"))
                .hasSameBinaryContentAs(once.resolve("adapter_model.safetensors"));
    }

    private static Result finetune(Path out, int steps, Object... rest) {
        return lian(Stream.concat(Stream.of("finetune", "--out", out, "--steps", steps), Arrays.stream(rest))
                .toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dora", "prompt", "prefix", "ia3"})
    void everyAdapterThatIsWrittenIsReadAgain(String method) throws IOException {
        Path adapter = folder.resolve(method);
        Result trained = lian(
                "finetune",
                "--base",
                base,
                "--data",
                examples(),
                "--out",
                adapter,
                "--steps",
                8,
                "--method",
                method,
                "--lr",
                0.5);

        assertThat(trained.exit).as(trained.err).isZero();
        assertThat(logprobs("--adapter", adapter, "the cat")).isNotEqualTo(logprobs("the cat"));
    }

    @Test
    void aFullTrainingGivesAModelOfItsOwn() throws IOException {
        Path out = folder.resolve("full");
        Result result = lian(
                "finetune",
                "--method",
                "full",
                "--lr",
                0.005,
                "--base",
                base,
                "--data",
                examples(),
                "--out",
                out,
                "--steps",
                30);

        assertThat(result.exit).as(result.err).isZero();
        base = out;
        assertThat(generated("the cat")).contains("举头望明月");
    }

    @Test
    void aPlanTellsTheTutorialsArithmetic() throws IOException {
        Result plan = lian("plan", "--base", "llama-7b", "--method", "lora", "--rank", 8);
        Result json = lian("plan", "--base", base, "--data", examples(), "--steps", 5, "--json");

        assertThat(plan.exit).as(plan.err).isZero();
        assertThat(plan.out)
                .contains(
                        "6,738,415,616", "4,194,304", "A matrix of 4096 x 4096 has 16,777,216 numbers", "have 65,536");
        assertThat(JSON.readTree(json.out).path("steps").intValue()).isEqualTo(5);
        assertThat(JSON.readTree(json.out).path("trainable").longValue()).isEqualTo(2 * 2 * 8 * 64);
    }

    @Test
    void whatIsWrongIsToldInALine() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.jsonl"), "{\"context\": \"a\"}\n");

        assertThat(lian("finetune", "--base", base, "--data", bad, "--out", folder).err)
                .contains("line 1");
        assertThat(lian(
                                "finetune",
                                "--base",
                                base,
                                "--data",
                                examples(),
                                "--out",
                                folder.resolve("x"),
                                "--targets",
                                "c_attn")
                        .err)
                .contains("q_proj");
        assertThat(lian("generate", "--base", folder.resolve("none"), "x").exit).isEqualTo(1);
        assertThat(lian("finetune", "--method", "magic").exit).isEqualTo(2);
    }
}
