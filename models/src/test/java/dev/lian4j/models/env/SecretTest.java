package dev.lian4j.models.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    @Test
    void showsItselfOnlyWhenAsked() {
        Secret secret = Secret.of("sk-canary-1");

        assertThat(secret.reveal()).isEqualTo("sk-canary-1");
        assertThat(secret).hasToString("Secret[hidden]").isEqualTo(Secret.of("sk-canary-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sk-canary-1\n", "sk-canary-1\r\nX: y", "sk-\u0000canary-1", "sk-canary-1 ", "密钥sk-canary-1"})
    void refusesWhatNoHeaderCarriesWithoutShowingIt(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of(key))
                .withMessageContaining("position")
                .matches(e -> !String.valueOf(e.getMessage()).contains("canary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void refusesBlank(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(key)).withMessageContaining("blank");
    }
}
