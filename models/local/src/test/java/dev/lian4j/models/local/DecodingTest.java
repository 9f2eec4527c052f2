package dev.lian4j.models.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.models.local.worker.Sampling;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecodingTest {

    @Test
    void handsOnWhatWasAskedForAndNothingElse() {
        ChatParameters parameters = ChatParameters.builder()
                .temperature(0.5)
                .topP(0.9)
                .seed(7)
                .extra("top_k", 3)
                .build();

        assertThat(Decoding.of(parameters, "m"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Sampling.TEMPERATURE, 0.5, Sampling.TOP_P, 0.9, Sampling.SEED, 7.0, Sampling.TOP_K, 3.0));
        assertThat(Decoding.of(ChatParameters.NONE, "m")).isEmpty();
    }

    @Test
    void givesEverySeedAMeaning() {
        assertThat(Decoding.of(ChatParameters.builder().seed(-1).build(), "m").get(Sampling.SEED))
                .isNotEqualTo(-1.0);
    }

    @Test
    void refusesTools() {
        ChatParameters parameters = ChatParameters.builder()
                .tools(List.of(new ToolSpec("t", "d", Map.of())))
                .build();

        assertThatThrownBy(() -> Decoding.of(parameters, "m"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("cannot do what was asked for: [TOOLS]");
    }

    @Test
    void refusesFieldsThatItDoesNotKnow() {
        ChatParameters parameters =
                ChatParameters.builder().extra("logit_bias", Map.of()).build();

        assertThatThrownBy(() -> Decoding.of(parameters, "m"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'logit_bias'")
                .hasMessageContaining("top_k");
    }

    @Test
    void refusesNumbersThatAreNone() {
        ChatParameters parameters =
                ChatParameters.builder().extra("min_p", "much").build();

        assertThatThrownBy(() -> Decoding.of(parameters, "m")).hasMessageContaining("'min_p' must be a number");
    }

    @Test
    void refusesAnotherModel() {
        ChatParameters parameters = ChatParameters.builder().model("gpt-4o").build();

        assertThatThrownBy(() -> Decoding.of(parameters, "m.gguf"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("gpt-4o")
                .hasMessageContaining("m.gguf");
    }
}
