package dev.lian4j.finetune.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenLogprob;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.model.Sequences;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import dev.lian4j.finetune.text.TextTokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeneratorTest {

    private static final TensorEngine ENGINE = DjlEngine.start(1);
    private static final CausalLm MODEL = TinyModel.model(ENGINE);
    private static final TextTokenizer TOKENIZER = TinyModel.tokenizer(Set.of());
    private static final Generator GENERATOR = Generator.of(MODEL, TOKENIZER, 64);
    private static final int[] PROMPT = {72, 105, 33};
    private static final int PARAMETERS = ENGINE.kept();

    @AfterAll
    static void close() {
        MODEL.close();
        TOKENIZER.close();
        ENGINE.close();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(ENGINE.kept()).isEqualTo(PARAMETERS);
    }

    private static Generated written(GenerationOptions.Builder options) {
        return GENERATOR.generate(PROMPT, options.maxTokens(20).build(), Run.root());
    }

    private static GenerationOptions.Builder options() {
        return GenerationOptions.builder();
    }

    @Test
    void greedyTokensAreThoseOfTheModelWithoutACache() {
        List<Integer> text = new ArrayList<>(Arrays.stream(PROMPT).boxed().toList());
        for (int i = 0; i < 20; i++) {
            try (Scope ignored = ENGINE.scope()) {
                int[] ids = text.stream().mapToInt(Integer::intValue).toArray();
                text.add((int) MODEL.forward(Sequences.of(ids))
                        .slice(1, ids.length - 1, ids.length)
                        .argmax(-1)
                        .longs()[0]);
            }
        }

        Generated generated = written(options());
        assertThat(generated.tokens()).isEqualTo(text.subList(3, text.size()));
        assertThat(generated.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(generated.usage().input()).isEqualTo(3);
        assertThat(generated.usage().output()).isEqualTo(20);
        assertThat(new HashSet<>(generated.tokens())).hasSizeGreaterThan(2);
    }

    @Test
    void theCacheGrowsWithTheText() {
        Generated whole = GENERATOR.generate(PROMPT, GenerationOptions.GREEDY, Run.root());

        assertThat(whole.tokens()).hasSize(64 - 3);
    }

    @Test
    void drawsTheSameWithTheSameSeed() {
        List<Integer> drawn = written(options().temperature(2).seed(1)).tokens();

        assertThat(written(options().temperature(2).seed(1)).tokens()).isEqualTo(drawn);
        assertThat(written(options().temperature(2).seed(2)).tokens()).isNotEqualTo(drawn);
    }

    @Test
    void drawingFromOneTokenIsGreedy() {
        List<Integer> greedy = written(options()).tokens();

        assertThat(written(options().temperature(2).topK(1)).tokens()).isEqualTo(greedy);
        assertThat(written(options().temperature(2).topP(1e-9)).tokens()).isEqualTo(greedy);
    }

    @Test
    void drawsInProportionToProbabilities() {
        float[] logits = {(float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.15), (float) Math.log(0.05)};
        assertShares(logits, options().temperature(1), 0.5, 0.3, 0.15, 0.05);
        assertShares(logits, options().temperature(1).topK(2), 0.625, 0.375, 0, 0);
        assertShares(logits, options().temperature(1).topP(0.9), 0.5263, 0.3158, 0.1579, 0);
        assertShares(logits, options().temperature(0.5), 0.6849, 0.2466, 0.0616, 0.0068);
    }

    private static void assertShares(float[] logits, GenerationOptions.Builder options, double... expected) {
        Sampler sampler = new Sampler(options.seed(5).build(), new int[0]);
        int[] counts = new int[logits.length];
        IntStream.range(0, 20_000).forEach(i -> counts[sampler.next(logits.clone())]++);
        for (int i = 0; i < expected.length; i++) {
            assertThat(counts[i] / 20_000.0).isCloseTo(expected[i], within(0.015));
        }
    }

    @Test
    void penaltiesTurnToOtherTokens() {
        float[] logits = {2, 1.5f, -1};
        assertThat(new Sampler(options().repetitionPenalty(2).build(), new int[] {0}).next(logits.clone()))
                .isEqualTo(1);
        Sampler presence = new Sampler(options().presencePenalty(1).build(), new int[] {0});
        assertThat(List.of(presence.next(logits.clone()), presence.next(logits.clone())))
                .containsExactly(0, 1);
        Sampler frequency = new Sampler(options().frequencyPenalty(0.3).build(), new int[0]);
        assertThat(IntStream.range(0, 4).map(i -> frequency.next(logits.clone())))
                .containsExactly(0, 0, 1, 0);
        assertThat(new Sampler(options().logitBias(Map.of(2, 50.0, 99, 1.0)).build(), new int[0]).next(logits.clone()))
                .isEqualTo(2);
    }

    @Test
    void endsAtTheEndToken() {
        int third = written(options()).tokens().get(2);
        try (TextTokenizer ends = TinyModel.tokenizer(Set.of(third))) {
            Generated text = Generator.of(MODEL, ends).generate(PROMPT, GenerationOptions.GREEDY, Run.root());

            assertThat(text.tokens().get(text.tokens().size() - 1)).isEqualTo(third);
            assertThat(text.tokens()).hasSizeLessThanOrEqualTo(3);
            assertThat(text.finishReason()).isEqualTo(FinishReason.STOP);
        }
    }

    @Test
    void endsBeforeAStopString() {
        String whole = written(options()).text();
        String stop = whole.substring(4, 6);
        StringBuilder pieces = new StringBuilder();
        GenerationOptions stopping = options().maxTokens(20).stop(List.of(stop)).build();
        Chain<int[], Generated> chain = (prompt, run) -> GENERATOR.generate(prompt, stopping, run);
        Generated text = chain.invoke(PROMPT, piece -> pieces.append(((Piece.Text) piece).text()));

        assertThat(text.text())
                .isEqualTo(whole.substring(0, whole.indexOf(stop)))
                .isEqualTo(pieces.toString());
        assertThat(text.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void tellsHowLikelyTokensWere() {
        List<TokenLogprob> likely = written(options().topLogprobs(3)).logprobs();

        assertThat(likely).hasSize(20).allSatisfy(token -> {
            assertThat(token.top()).hasSize(3);
            assertThat(token.top().get(0).logprob()).isEqualTo(token.logprob());
            assertThat(token.logprob()).isNegative();
        });
    }

    @Test
    void checksTheContext() {
        assertThatThrownBy(() -> GENERATOR.generate(new int[64], GenerationOptions.GREEDY, Run.root()))
                .isInstanceOf(ContextLengthExceededException.class)
                .hasMessageContaining("64 tokens")
                .hasMessageContaining("context of 64");
        assertThatThrownBy(() -> GENERATOR.generate(new int[0], GenerationOptions.GREEDY, Run.root()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no tokens");
    }

    @Test
    void cancellingEndsTheText() {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Chain<int[], Generated> chain = (prompt, run) -> {
            try {
                return Generator.of(MODEL, TOKENIZER).generate(prompt, GenerationOptions.GREEDY, run);
            } catch (CancelledException e) {
                ended.complete(e);
                throw e;
            }
        };
        try (Streamed<Generated> text = chain.stream(PROMPT)) {
            assertThat(text.text().iterator().next()).isNotEmpty();
        }

        assertThat(ended).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void anInterruptEndsTheTextAndStays() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> GENERATOR.generate(PROMPT, GenerationOptions.GREEDY, Run.root()))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void severalThreadsWriteAtOnce() {
        List<Integer> expected = written(options()).tokens();

        assertThat(IntStream.range(0, 4)
                        .mapToObj(i -> CompletableFuture.supplyAsync(
                                () -> written(options()).tokens()))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join))
                .containsOnly(expected);
    }

    @Test
    void refusesATokenizerOfALargerModel() {
        CausalLm small = CausalLm.random(ENGINE, ModelConfig.llama(100, 32, 1, 4, 64), 1);
        try (small) {
            assertThatThrownBy(() -> Generator.of(small, TOKENIZER))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("258")
                    .hasMessageContaining("100");
        }
    }
}
