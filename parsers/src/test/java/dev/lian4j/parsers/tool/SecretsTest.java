package dev.lian4j.parsers.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Authorization: Bearer abcdef123456 | Authorization: Bearer ***",
                "jdbc:postgresql://app:pa$$w0rd@db:5432/x | jdbc:postgresql://***@db:5432/x",
                "redis://:topsecret@cache | redis://***@cache",
                "key sk-proj-Ab12Cd34Ef56 refused | key *** refused",
                "{\"api_key\": \"Ab12Cd34\", \"q\": 1} | {\"api_key\": \"***\", \"q\": 1}",
                "?access-key=AAA&q=北京 | ?access-key=***&q=北京",
                "password is hunter2 | password is ***",
                "口令：abc，请重试 | 口令：***",
                "AKIAIOSFODNN7EXAMPLE denied | *** denied",
                "eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2ln expired | *** expired",
            })
    void areHidden(String text, String hidden) {
        assertThat(Secrets.hidden(text)).isEqualTo(hidden);
    }

    @ParameterizedTest
    @ValueSource(strings = {"No city named 北京市", "tokens: see the manual?", "https://example.com/a:b?x=1", "a skirt"})
    void otherTextStays(String text) {
        assertThat(Secrets.hidden(text).length()).isGreaterThanOrEqualTo(text.length() - 8);
    }

    @Test
    void longTextIsCut() {
        assertThat(Secrets.hidden("错".repeat(1_000_000))).hasSize(1_003).endsWith("...");
    }
}
