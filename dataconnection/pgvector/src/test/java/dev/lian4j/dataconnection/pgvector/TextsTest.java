package dev.lian4j.dataconnection.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Filter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** What needs no server. */
class TextsTest {

    @Property
    void vectorsComeBackBitForBit(@ForAll @Size(min = 1, max = 20) float[] vector) {
        assertThat(VectorText.read(VectorText.of(vector))).isEqualTo(vector);
    }

    @Property
    void noKeyOrValueGetsIntoTheSql(@ForAll @StringLength(min = 1, max = 20) String text) {
        String key = "K" + text;
        String value = "V" + text;
        for (Filter filter : new Filter[] {
            Filter.eq(key, value),
            Filter.in(key, value, 1),
            Filter.contains(key, value),
            Filter.gt(key, value),
            Filter.exists(key)
        }) {
            Sql sql = FilterSql.of(Filter.not(Filter.and(filter, filter)));
            assertThat(sql.text())
                    .isEqualTo(FilterSql.of(Filter.not(Filter.and(plain(filter), plain(filter))))
                            .text());
            assertThat(sql.text().chars().filter(c -> c == '?').count())
                    .isEqualTo(sql.values().size());
        }
    }

    private static Filter plain(Filter filter) {
        return filter instanceof Filter.Eq
                ? Filter.eq("k", "v")
                : filter instanceof Filter.In
                        ? Filter.in("k", "v", 1)
                        : filter instanceof Filter.Contains
                                ? Filter.contains("k", "v")
                                : filter instanceof Filter.Gt ? Filter.gt("k", "v") : Filter.exists("k");
    }

    @Test
    void looksUpUnspacedScriptsByPairs() {
        assertThat(Lexemes.ofDocument("E7:机内漏, ab"))
                .isEqualTo(new Lexemes("E7: , ab", "'机':4 '机内':4 '内':5 '内漏':5 '漏':6"));
        assertThat(Lexemes.ofQuestion("机内漏 猫")).isEqualTo(new Lexemes("   ", "'机内':1 '内漏':2 '猫':5"));
        assertThat(Lexemes.ofQuestion("ﾃｽﾄ").pairs()).isEqualTo("'テス':1 'スト':2");
    }

    @Test
    void saysWhatNumbersAnIndexTakes() {
        assertThat(PgIndex.ivfFlat(100)).isEqualTo(new PgIndex.IvfFlat(100, 10));
        assertThat(PgIndex.hnsw()).isEqualTo(new PgIndex.Hnsw(16, 64, 100));
        assertThatThrownBy(() -> new PgIndex.Hnsw(16, 20, 100)).hasMessageContaining("efConstruction must be from 32");
        assertThatThrownBy(() -> new PgIndex.Hnsw(1, 64, 100)).hasMessageContaining("m must be from 2 to 100, was 1");
        assertThatThrownBy(() -> new PgIndex.IvfFlat(4, 5)).hasMessageContaining("probes must be from 1 to 4");
        assertThatThrownBy(() -> PgIndex.ivfFlat(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
