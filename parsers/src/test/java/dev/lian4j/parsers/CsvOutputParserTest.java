package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvOutputParserTest extends OutputParserContract<List<CsvOutputParserTest.Item>> {

    record Item(@JsonProperty("名称") String name, int count, BigDecimal price, Optional<String> note, boolean paid) {}

    @Override
    OutputParser<List<Item>> parser() {
        return CsvOutputParser.of(Item.class);
    }

    @Override
    String good() {
        return "表格：\n```csv\n名称, count, price, note, paid\n\"茶, 绿\", 2, 3.50, , true\n\"他说\"\"好\"\"\", 1, 10, 急, false\n```";
    }

    @Override
    List<Item> value() {
        return List.of(
                new Item("茶, 绿", 2, new BigDecimal("3.50"), Optional.empty(), true),
                new Item("他说\"好\"", 1, new BigDecimal("10"), Optional.of("急"), false));
    }

    @Override
    String bad() {
        return "名称,count,price,note,paid\n茶,two,1,,true";
    }

    @Test
    void rowsMayBeMaps() {
        List<Map<String, String>> rows = CsvOutputParser.ofMaps().parse("b,a\r\n1,\r\n\r\n\"x\ny\",2\r\n");
        assertThat(rows).containsExactly(Map.of("b", "1", "a", ""), Map.of("b", "x\ny", "a", "2"));
        assertThat(rows.get(0).keySet()).containsExactly("b", "a");
        assertThat(CsvOutputParser.ofMaps("a").parse("b,a")).isEmpty();
    }

    @Test
    void errorsSayWhichRowOrColumn() {
        assertThatThrownBy(() -> parser().parse(bad()))
                .hasMessageStartingWith("Row 1:")
                .hasMessageContaining("at count");
        assertThatThrownBy(() -> CsvOutputParser.ofMaps("名称").parse("a,b\n1,2"))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("no column 名称, only a, b");
        assertThatThrownBy(() -> CsvOutputParser.ofMaps().parse("a,b\n1,2\n3"))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("Row 2 of the table has 1 values, expected 2");
        assertThatThrownBy(() -> CsvOutputParser.ofMaps().parse("a,a\n1,2")).isInstanceOf(OutputParserException.class);
        assertThatThrownBy(() -> CsvOutputParser.ofMaps().parse("a,b\n\"1,2\n3,4"))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("not a table");
        assertThatThrownBy(() -> CsvOutputParser.ofMaps().parse("a\n" + "1\n".repeat(9_000_000)))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("at most");
    }

    @Test
    void theColumnsAreTold() {
        assertThat(parser().formatInstructions()).contains("名称,count,price,note,paid");
        assertThat(CsvOutputParser.ofMaps("a", "b").inChinese().formatInstructions())
                .contains("第一行写列名：a,b");
        assertThat(CsvOutputParser.ofMaps().formatInstructions()).contains("names the columns.");
        assertThatThrownBy(() -> CsvOutputParser.of(String.class)).isInstanceOf(IllegalArgumentException.class);
    }
}
