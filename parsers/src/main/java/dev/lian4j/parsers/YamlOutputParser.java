package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.lian4j.core.parser.OutputParser;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns a model's YAML into a record or a map, with {@link JsonOutputParser}'s rules for what must be there. Plain words
 * such as {@code yes} and {@code no} stay texts. The type is the one named here: what tags in the text say makes no
 * difference. Aliases are refused, since a few lines of them stand for any amount of data; so are keys that come twice
 * and a second document. At most {@value YamlText#MAX_DEPTH} levels. Immutable.
 *
 * @param <T> what the YAML is turned into
 */
public final class YamlOutputParser<T> implements OutputParser<T> {

    private final JsonTarget<T> target;
    private final String schema;
    private final Wording wording;

    private YamlOutputParser(JsonTarget<T> target, String schema, Wording wording) {
        this.target = target;
        this.schema = schema;
        this.wording = wording;
    }

    /**
     * A parser to a record.
     *
     * @throws IllegalArgumentException if the type is not a record, or is one that needs itself
     */
    public static <T> YamlOutputParser<T> of(Class<T> type) {
        JsonOutputParser<T> json = JsonOutputParser.of(type);
        JsonTarget<T> target = new JsonTarget<>(TypeFactory.defaultInstance().constructType(type), JsonNodeType.OBJECT);
        return new YamlOutputParser<>(
                target, Json.MAPPER.<JsonNode>valueToTree(json.schema()).toString(), Wording.ENGLISH);
    }

    /** A parser of any mapping, keys in their order. */
    public static YamlOutputParser<Map<String, Object>> ofMap() {
        JsonTarget<Map<String, Object>> target = new JsonTarget<>(
                TypeFactory.defaultInstance().constructMapType(LinkedHashMap.class, String.class, Object.class),
                JsonNodeType.OBJECT);
        return new YamlOutputParser<>(target, "", Wording.ENGLISH);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public YamlOutputParser<T> inChinese() {
        return new YamlOutputParser<>(target, schema, Wording.CHINESE);
    }

    @Override
    public T parse(String text) {
        Limits.check(text);
        YamlText yaml = YamlText.check(CodeBlocks.content(text, "yaml", "yml"), text);
        return target.convert(yaml.tree(), yaml::parser, text);
    }

    @Override
    public String formatInstructions() {
        String form = wording.choose(
                "Answer with YAML in a Markdown block that begins with \"```yaml\" and ends with \"```\". Indent by two"
                        + " blanks, put texts with a colon or a # in double quotes, and use no anchors, aliases or tags.",
                "用一个以 \"```yaml\" 开头、以 \"```\" 结尾的 Markdown 代码块中的 YAML 作答。缩进两个空格，"
                        + "含冒号或 # 的文本用英文双引号括起来，不要用锚点、别名和标签。");
        String after = wording.choose(
                "\nThe data must conform to this JSON Schema (write the data itself, in YAML):\n",
                "\n数据须符合下面的 JSON Schema（请用 YAML 写数据本身）：\n");
        return schema.isEmpty() ? form : form + after + schema;
    }
}
