package dev.lian4j.parsers;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.core.parser.OutputParser;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Takes an object with the fields asked for into a map; where the types matter, {@link JsonOutputParser} takes a record.
 * A field that is missing is an error, one more is not. Immutable. As LangChain's {@code StructuredOutputParser}.
 */
public final class StructuredOutputParser implements OutputParser<Map<String, Object>> {

    private final List<ResponseSchema> schemas;
    private final Wording wording;
    private final boolean fenced;
    private final JsonOutputParser<Map<String, Object>> json = JsonOutputParser.ofMap();

    private StructuredOutputParser(List<ResponseSchema> schemas, Wording wording, boolean fenced) {
        this.schemas = schemas;
        this.wording = wording;
        this.fenced = fenced;
    }

    /** A parser of these fields. */
    public static StructuredOutputParser of(ResponseSchema... schemas) {
        return of(List.of(schemas));
    }

    /** A parser of these fields. */
    public static StructuredOutputParser of(List<ResponseSchema> schemas) {
        return new StructuredOutputParser(List.copyOf(schemas), Wording.ENGLISH, true);
    }

    /** The same parser, asking for the object alone, without a Markdown fence around it. */
    public StructuredOutputParser jsonOnly() {
        return new StructuredOutputParser(schemas, wording, false);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public StructuredOutputParser inChinese() {
        return new StructuredOutputParser(schemas, Wording.CHINESE, fenced);
    }

    @Override
    public Map<String, Object> parse(String text) {
        return checked(json.parse(text), text);
    }

    @Override
    public Map<String, Object> invoke(TextResult result, Run run) {
        return checked(json.invoke(result, run), result.text());
    }

    private Map<String, Object> checked(Map<String, Object> answer, String text) {
        String missing = schemas.stream()
                .map(ResponseSchema::name)
                .filter(name -> !answer.containsKey(name))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new OutputParserException("The JSON has no " + missing + ".", text);
        }
        return answer;
    }

    /** Values of a reply that is still coming; fields may be missing. */
    public Snapshots<Map<String, Object>> snapshots() {
        return json.snapshots();
    }

    @Override
    public String formatInstructions() {
        String lines = schemas.stream().map(ResponseSchema::line).collect(Collectors.joining("\n"));
        return fenced
                ? wording.choose(
                                "Answer with a Markdown block of JSON, with the leading \"```json\" and the closing"
                                        + " \"```\", of this form:\n\n",
                                "用一个 Markdown JSON 代码块作答，包括开头的 \"```json\" 和结尾的 \"```\"，格式如下：\n\n")
                        + "```json\n{\n" + lines + "\n}\n```"
                : wording.choose("Answer with a JSON object only, of this form:\n\n", "只用一个 JSON 对象作答，格式如下：\n\n")
                        + "{\n" + lines + "\n}";
    }
}
