package dev.lian4j.finetune.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.finetune.RealModel;
import dev.lian4j.finetune.model.Sequences;
import dev.lian4j.finetune.pretrained.Pretrained;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import dev.lian4j.finetune.text.KnownChatTemplate;
import dev.lian4j.finetune.text.TextTokenizer;
import dev.lian4j.models.local.LocalChatModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SmolLM2-135M-Instruct from its GGUF file. */
class RealModelTest {

    private static Path file;
    private static TensorEngine engine;
    private static Pretrained pretrained;

    @BeforeAll
    static void open() {
        file = RealModel.require();
        engine = DjlEngine.start(1);
        pretrained = Pretrained.open(engine, file);
    }

    @AfterAll
    static void close() {
        if (engine != null) {
            pretrained.close();
            engine.close();
        }
    }

    private static ChatRequest asking(String question, int tokens) {
        return ChatRequest.of(question)
                .with(ChatParameters.builder().temperature(0).maxTokens(tokens).build());
    }

    @Test
    void answersAsLlamaCpp() {
        ChatRequest request = asking("What is the capital of France?", 12);
        ChatResponse ours = FineTunedChatModel.of(pretrained).invoke(request);
        ChatResponse theirs = llamaCpp(request);

        assertThat(ours.text()).isEqualTo(theirs.text());
        assertThat(ours.usage().input()).isEqualTo(theirs.usage().input());
    }

    /** llama.cpp rounds activations to 8 bits for this file, so where two tokens are nearly as likely it may take the other. */
    @ParameterizedTest
    @ValueSource(strings = {"Write a sentence about 2 cats and 13 dogs.", "用中文介绍巴黎。"})
    void takesTheTokensOfLlamaCppForLikely(String question) {
        TextTokenizer tokenizer = pretrained.tokenizer();
        int[] prompt = tokenizer.encode(KnownChatTemplate.CHATML.prompt(List.of(Message.user(question))));
        int[] answer = tokenizer.encode(llamaCpp(asking(question, 12)).text());
        int[] whole =
                IntStream.concat(Arrays.stream(prompt), Arrays.stream(answer)).toArray();
        try (Scope ignored = engine.scope()) {
            Tensor logits = pretrained.model().forward(Sequences.of(whole)).reshape(whole.length, -1);
            for (int i = 0; i < answer.length; i++) {
                float[] before = logits.slice(0, prompt.length + i - 1L, prompt.length + i)
                        .floats();
                assertThat(before[answer[i]]).isGreaterThan(before[Sampler.likeliest(before)] - 1);
            }
        }
    }

    private static ChatResponse llamaCpp(ChatRequest request) {
        try (LocalChatModel model = LocalChatModel.open(file)) {
            return model.invoke(request);
        }
    }

    @Test
    void stopsWhenItIsDone() {
        ChatResponse response = FineTunedChatModel.of(pretrained).invoke(asking("What is the capital of France?", 30));

        assertThat(response.text()).contains("Paris");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello, world!", "训练一个小模型 2026", " two  spaces\n\nlines\t", "naïve café 🙂", ""})
    void decodesWhatItEncoded(String text) {
        assertThat(pretrained.tokenizer().decode(pretrained.tokenizer().encode(text)))
                .isEqualTo(text);
    }
}
