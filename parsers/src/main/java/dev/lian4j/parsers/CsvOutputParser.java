package dev.lian4j.parsers;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.lian4j.core.parser.OutputParser;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns a table of comma-separated values, whose first line names the columns, into one map or record a row. Values are
 * quoted as RFC 4180 says; blanks around them are taken away. A row that has not as many values as there are columns is
 * an error. For a record, an empty value is nothing where the component may be absent. Immutable.
 *
 * @param <T> a row
 */
public final class CsvOutputParser<T> implements OutputParser<List<T>> {

    private final List<String> columns;
    private final Function<CsvTable, List<T>> rows;
    private final Wording wording;

    private CsvOutputParser(List<String> columns, Function<CsvTable, List<T>> rows, Wording wording) {
        this.columns = columns;
        this.rows = rows;
        this.wording = wording;
    }

    /** A parser of tables with these columns to maps, in the order of the reply; any columns where none are named. */
    public static CsvOutputParser<Map<String, String>> ofMaps(String... columns) {
        return new CsvOutputParser<>(List.of(columns), CsvTable::rows, Wording.ENGLISH);
    }

    /**
     * A parser of tables to records, whose components are the columns.
     *
     * @throws IllegalArgumentException if the type is not a record, or is one that needs itself
     */
    public static <R> CsvOutputParser<R> of(Class<R> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is not a record; use a record or ofMaps()");
        }
        EndlessRecords.check(type);
        Set<String> mayBeAbsent = Arrays.stream(type.getRecordComponents())
                .filter(Absent::isAllowed)
                .map(CsvOutputParser::name)
                .collect(Collectors.toSet());
        JsonTarget<R> target = new JsonTarget<>(TypeFactory.defaultInstance().constructType(type), JsonNodeType.OBJECT);
        List<String> columns = Arrays.stream(type.getRecordComponents())
                .map(CsvOutputParser::name)
                .toList();
        return new CsvOutputParser<>(
                columns,
                table -> table.convert(row -> target.convert(node(row, mayBeAbsent), table.output())),
                Wording.ENGLISH);
    }

    private static String name(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .filter(name -> !name.isEmpty())
                .orElse(component.getName());
    }

    private static JsonNode node(Map<String, String> row, Set<String> mayBeAbsent) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        row.forEach((name, value) -> node.put(name, value.isEmpty() && mayBeAbsent.contains(name) ? null : value));
        return node;
    }

    /** The same parser, whose format instructions are in Chinese. */
    public CsvOutputParser<T> inChinese() {
        return new CsvOutputParser<>(columns, rows, Wording.CHINESE);
    }

    @Override
    public List<T> parse(String text) {
        Limits.check(text);
        return Collections.unmodifiableList(rows.apply(CsvTable.read(CodeBlocks.content(text, "csv"), columns, text)));
    }

    @Override
    public String formatInstructions() {
        String header = columns.isEmpty()
                ? wording.choose("The first line names the columns.", "第一行写列名。")
                : wording.choose("The first line names the columns: ", "第一行写列名：") + String.join(",", columns);
        return wording.choose(
                        "Answer with a table of comma-separated values only, one row a line, every row with as many"
                                + " values as there are columns. Put a value with a comma, a quote or a line end in"
                                + " double quotes, and double the quotes within. ",
                        "只用逗号分隔的表格（CSV）作答，每行一条记录，各行的值数与列数相同。" + "含有逗号、引号或换行的值用英文双引号括起来，其中的双引号写两次。")
                + header;
    }
}
