package dev.lian4j.models.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-CANARY0123456789abcdef",
                "sk-proj-CANARY_0123456789-abcdef",
                "sk-ant-api03-CANARY0123456789abcdef",
                "AIzaCANARY0123456789abcdefghijklmnopqrs",
                "hf_CANARY0123456789abcdef",
                "gsk_CANARY0123456789abcdef",
                "ghp_CANARY0123456789abcdef",
                "AKIACANARY0123456789",
                "LTAICANARY0123456789",
                "xoxb-CANARY-0123456789",
                "eyJhbGciCANARY.eyJzdWIiOCANARY.CANARY",
                "Authorization: Bearer CANARY0123456789",
                "-----BEGIN RSA PRIVATE KEY-----\nCANARY\n-----END RSA PRIVATE KEY-----",
                "{\"api_key\": \"CANARY-1\"}",
                "{\\\"password\\\":\\\"CANARY\\\"}",
                "OPENAI_API_KEY=CANARY01",
                "PASSWORD: CANARY"
            })
    void keysAreTakenOutInEveryLocale(String text) {
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("en", "tr", "az")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(KnownKeys.hide("看 " + text + " 好"))
                        .doesNotContain("CANARY")
                        .contains(KnownKeys.HIDDEN)
                        .startsWith("看 ")
                        .endsWith(" 好");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "你好",
                "max_tokens: 100",
                "task-force of twenty people",
                "The secret of tea",
                "risk-management-office"
            })
    void ordinaryTextStays(String text) {
        assertThat(KnownKeys.hide(text)).isEqualTo(text);
    }

    @Test
    void fieldsThatAreNamedLikeKeysLoseTheirTexts() {
        Map<String, Object> map =
                Map.of("outer", List.of(Map.of("x_api_key", "CANARY", "API-Key", "CANARY", "city", "北京")));

        assertThat(KnownKeys.hide(map).toString()).doesNotContain("CANARY").contains("北京");
    }
}
