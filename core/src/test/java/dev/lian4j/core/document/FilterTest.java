package dev.lian4j.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static final Map<String, Object> PAGE = Map.of(
            "source",
            "手册.pdf",
            "page",
            3,
            "score",
            0.5,
            "big",
            Long.MAX_VALUE,
            "tags",
            List.of("净水", "维修"),
            "draft",
            false,
            "an odd key",
            "x");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source = \"手册.pdf\"",
                "source = '手册.pdf' and page = 3",
                "page = 3.0",
                "page >= 3 AND page <= 3 and page > 2 and page < 4",
                "page > 2.5 and score < 1",
                "big = 9223372036854775807 and big > 9223372036854775806",
                "tags = '净水' and tags contains '维修'",
                "tags in ('a', '净水')",
                "source contains '手'",
                "source != 'x' and missing != 'x' and missing not in ('x')",
                "not missing = 1",
                "exists page and not exists missing",
                "page in (1, 2, 3) and page not in (4)",
                "draft = false",
                "`an odd key` = 'x'",
                "page = 1 or page = 2 or page = 3",
                "page = 9 or page = 3 and draft = false",
                "(page = 9 or page = 3) and not (draft = true)",
                "source > '手' and source < '手机'",
                "not page in ()"
            })
    void meansTheDocument(String filter) {
        assertThat(Filter.parse(filter).matches(PAGE)).isTrue();
        assertThat(Filter.not(Filter.parse(filter)).matches(PAGE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page = '3'",
                "page > '2'",
                "source > 1",
                "missing = 1",
                "missing > 0",
                "missing < 1",
                "big = 9223372036854775806",
                "big = 9.223372036854775808e18",
                "tags contains '净'",
                "page contains '3'",
                "page in ()"
            })
    void doesNotMeanTheDocument(String filter) {
        assertThat(Filter.parse(filter).matches(PAGE)).isFalse();
    }

    @Test
    void bindsAndBeforeOr() {
        assertThat(Filter.parse("a = 1 or b = 2 and not c = 3"))
                .isEqualTo(
                        Filter.or(Filter.eq("a", 1L), Filter.and(Filter.eq("b", 2L), Filter.not(Filter.eq("c", 3L)))));
    }

    @Test
    void meansDocumentsById() {
        assertThat(Filter.ids(List.of("1")).matches(Document.of("x").withId("1")))
                .isTrue();
        assertThat(Filter.ids(List.of("1")).matches(Document.of("x"))).isFalse();
        assertThat(Filter.all().matches(Document.of("x"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|character 0: expected a key, found the end",
                "page|expected = != > >= < <=, in, not in or contains, found the end",
                "page = |expected a value, found the end",
                "page = x|expected a value: a text in quotes, a number, true or false, found 'x'",
                "page = 3 page|character 8: expected and, or or the end, found 'page'",
                "(page = 3|expected ), found the end",
                "page ) 3|character 5: expected = !=",
                "page = \"3|expected a value",
                "page in 3|expected (",
                "page not 3|expected in",
                "page = 3; DROP TABLE x|expected and, or or the end, found '; DROP TABLE x'",
                "page = 12abc|expected a value"
            })
    void saysWhatItCannotRead(String text, String message) {
        assertThatThrownBy(() -> Filter.parse(text == null ? "" : text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesToGoTooDeep() {
        assertThatThrownBy(() -> Filter.parse("(".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fewer than 200");
    }

    @Property
    void readsAnyTextThatWasQuoted(@ForAll @StringLength(max = 30) String value) {
        String quoted = '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        assertThat(Filter.parse("k = " + quoted)).isEqualTo(Filter.eq("k", value));
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll @StringLength(max = 30) String text) {
        try {
            assertThat(Filter.parse(text)).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("Cannot read the filter at character ");
        }
    }
}
