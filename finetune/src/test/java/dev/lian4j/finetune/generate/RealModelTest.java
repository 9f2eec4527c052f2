package dev.lian4j.finetune.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Piece;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.finetune.RealModel;
import dev.lian4j.finetune.pretrained.Pretrained;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SmolLM2-135M-Instruct from its GGUF file. */
class RealModelTest {

    private static TensorEngine engine;
    private static Pretrained pretrained;

    @BeforeAll
    static void open() {
        var file = RealModel.require();
        engine = DjlEngine.start(1);
        long t = System.nanoTime();
        pretrained = Pretrained.open(engine, file);
        System.err.println("DBG load " + (System.nanoTime() - t) / 1e9);
    }

    @AfterAll
    static void close() {
        if (engine != null) {
            pretrained.close();
            engine.close();
        }
    }

    @Test
    void answersAQuestion() {
        FineTunedChatModel model = FineTunedChatModel.of(pretrained);
        StringBuilder pieces = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            pieces.setLength(0);
            long t = System.nanoTime();
            ChatResponse response = model.invoke(
                    ChatRequest.of("What is the capital of France?")
                            .with(ChatParameters.builder().maxTokens(100).build()),
                    piece -> pieces.append(((Piece.Text) piece).text()));
            double s = (System.nanoTime() - t) / 1e9;
            System.err.println(
                    "DBG " + response + " " + s + " tok/s " + response.usage().output() / s);
            assertThat(response.text()).contains("Paris").isEqualTo(pieces.toString());
            assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello, world!", "训练一个小模型 2026", " two  spaces\n\nlines\t", "naïve café 🙂", ""})
    void decodesWhatItEncoded(String text) {
        assertThat(pretrained.tokenizer().decode(pretrained.tokenizer().encode(text)))
                .isEqualTo(text);
    }
}
