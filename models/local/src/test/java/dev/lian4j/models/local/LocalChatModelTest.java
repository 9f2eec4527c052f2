package dev.lian4j.models.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalChatModelTest {

    private static LocalChatModel model;

    @BeforeAll
    static void open() {
        model = LocalChatModel.builder(RealModel.require())
                .contextSize(2048)
                .parameters(
                        ChatParameters.builder().temperature(0).maxTokens(100).build())
                .build();
    }

    @AfterAll
    static void close() {
        if (model != null) {
            model.close();
        }
    }

    @Test
    void answersAQuestion() {
        ChatResponse response = model.invoke(ChatRequest.of("What is the capital of France?"));
        System.out.println(response);
        assertThat(response.text()).contains("Paris");
    }
}
