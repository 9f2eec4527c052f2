package dev.lian4j.dataconnection.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.document.Document;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private final Redactor redactor = Redactor.create();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            联系我zhang.san+a@mail.example.com.cn吧。 | 联系我[EMAIL]吧。
            Write to a_b@example.com. Thanks | Write to [EMAIL]. Thanks
            全角：ｌｉ＠ｅｘａｍｐｌｅ．ｃｏｍ | 全角：[EMAIL]
            手机13812345678，或+86 138-1234-5678 | 手机[PHONE]，或[PHONE]
            手机１３８１２３４５６７８！ | 手机[PHONE]！
            座机010-88886666转8012 | 座机[PHONE]
            座机（0755）8888 6666x；（021）62345678 | 座机（0755）8888 6666x；[PHONE]
            客服400-820-8820 | 客服[PHONE]
            call (212) 655-0123 or 1-212-655-0123 | call [PHONE] or [PHONE]
            UK +44 20 7946 0958, DE +49(30)901820. | UK [PHONE], DE [PHONE].
            身份证11010519491231002X，生日 | 身份证[ID]，生日
            老身份证110105491231002。 | 老身份证[ID]。
            SSN 123-45-6789 | SSN [ID]
            card 4111 1111 1111 1111, 4111-1111-1111-1111 | card [CARD], [CARD]
            amex 3782 822463 10005; 银联6222021234567890128 | amex [CARD]; 银联[CARD]
            卡号6217000000000000000 | 卡号6217000000000000000
            key sk-abcdEFGH1234567890xyz! | key [API_KEY]!
            AKIAIOSFODNN7EXAMPLE and ghp_0123456789abcdefghijABCDEFGHIJ012345 | [API_KEY] and [API_KEY]
            令牌eyJhbGciOiJI.eyJzdWIiOiIx.c2ln_na-ture。 | 令牌[API_KEY]。
            password: hunter2x, user bob | password: [SECRET], user bob
            密码是Abc123456，别外传 | 密码是[SECRET]，别外传
            Authorization: Bearer abcdef123456 | Authorization: Bearer [SECRET]
            postgres://bob:s3cr3t@db.example.com/x | postgres://bob:[SECRET]@db.example.com/x
            """)
    void takesOut(String text, String redacted) {
        assertThat(redactor.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "订单号20240101123456789，金额12,345.67元",
                "version 1.2.3-45, page 138",
                "4111 1111 1111 1112 has a wrong check digit",
                "1732420406000 ms, 0.13812345678",
                "密码是什么？我忘记了密码。",
                "price: 400 800 900",
                "SN13812345678901234",
                "me@localhost, @name, a@b",
                "2024-11-24 10:15:30"
            })
    void leaves(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }

    @Test
    void takesOutPrivateKeysToTheirEnd() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----";
        assertThat(redactor.redact("a\n" + key + "\nb")).isEqualTo("a\n[API_KEY]\nb");
        assertThat(redactor.redact(key.substring(0, 40))).isEqualTo("[API_KEY]");
    }

    @Test
    void tellsWhereItFoundWhat() {
        assertThat(redactor.find("😀 a@b.co 13812345678"))
                .containsExactly(new Redaction("EMAIL", 3, 9), new Redaction("PHONE", 10, 21));
    }

    @Test
    void takesOutByRulesOfTheCaller() {
        Redactor plates = Redactor.of(RedactionRule.of("PLATE", "京[A-Z][A-Z0-9]{5}"));
        assertThat(plates.redact("车牌京A12345，a@b.co")).isEqualTo("车牌[PLATE]，a@b.co");
        assertThat(plates.with(RedactionRules.EMAIL).redact("车牌京A12345，a@b.co")).isEqualTo("车牌[PLATE]，[EMAIL]");
    }

    @Test
    void keepsIdsAndMetadata() {
        Document document = new Document("d", "to a@b.co", Map.of("source", "a@b.co.txt"));
        assertThat(redactor.invoke(List.of(document)))
                .containsExactly(new Document("d", "to [EMAIL]", Map.of("source", "a@b.co.txt")));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "13812345678",
                        " ",
                        "，",
                        "a@b.co",
                        "退款",
                        "4111111111111111",
                        "x",
                        "7",
                        "-",
                        "😀",
                        "password=",
                        "＠")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Property
    void findsInOrderAndWhateverStandsBefore(@ForAll("texts") String text) {
        int last = 0;
        for (Redaction found : redactor.find(text)) {
            assertThat(found.from()).isGreaterThanOrEqualTo(last);
            assertThat(found.to()).isGreaterThan(found.from());
            last = found.to();
        }
        assertThat(redactor.redact(text + "。13812345678。")).endsWith("。[PHONE]。");
    }

    /** A pattern that takes time by the square of the text would need hours here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "1",
                "a.",
                "1 ",
                "a@",
                "-----BEGIN PRIVATE KEY-----",
                "+1",
                "eyJ",
                "sk-",
                "://a:",
                "token=",
                "(",
                "a@a."
            })
    void takesTimeLinearInTheText(String part) {
        String text = part.repeat(300_000 / part.length());
        assertThat(redactor.redact(text)).isNotEmpty();
    }
}
