package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.model.ChatRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prompts by which a model makes a {@link StructuredQuery} of a question; any chain from the same values to a request can
 * take their place. {@code question} is the question; {@code contents} says what the documents are; {@code attributes}
 * lists their attributes, one a line.
 */
public final class SelfQueryPrompts {

    private static final String GRAMMAR = """
            key = "text"    key != 3    key > 3    key >= 3    key < 3    key <= 3
            key in ("a", "b")    key not in (1, 2)    key contains "part"    exists key
            ... and ...    ... or ...    not ...    ( ... )
            """;

    /** In English. */
    public static final Chain<Map<String, Object>, ChatRequest> ENGLISH = of("""
            Turn a question about documents into a search: what to look for in their texts, and a filter on their attributes.
            Answer with one JSON object and nothing else:
            {"query": "words to search the texts for", "filter": "the filter, or empty", "limit": 3}
            Leave limit out unless the question says how many documents it wants. Put into the filter only what the question
            says about the attributes below, and leave that out of the query. A filter is written like this:
            %4$s
            Example, were there the attributes year and genre: "Two funny films about dogs after 1990" is
            {"query": "dogs", "filter": "year > 1990 and genre = \\"comedy\\"", "limit": 2}

            The documents: %2$s
            Their attributes:
            %3$s

            Question: %1$s""");

    /** In Chinese. */
    public static final Chain<Map<String, Object>, ChatRequest> CHINESE = of("""
            请把一个关于资料的问题变成一次检索：在正文中找什么，以及按属性怎样筛选。
            只回答一个 JSON 对象，不要写别的：
            {"query": "在正文中找的词", "filter": "筛选条件，没有就留空", "limit": 3}
            问题没有说要几份资料时不要写 limit。筛选条件里只写问题就下列属性所说的，这些内容不再写进 query。筛选条件的写法：
            %4$s
            例如有 year 和 genre 两个属性时，“1990 年以后两部关于狗的喜剧”就是
            {"query": "狗", "filter": "year > 1990 and genre = \\"喜剧\\"", "limit": 2}

            资料：%2$s
            属性：
            %3$s

            问题：%1$s""");

    private SelfQueryPrompts() {}

    private static Chain<Map<String, Object>, ChatRequest> of(String text) {
        return Chain.<Map<String, Object>, ChatRequest>of(values -> ChatRequest.of(text.formatted(
                        values.get("question"), values.get("contents"), values.get("attributes"), GRAMMAR)))
                .named("SelfQueryPrompt");
    }

    static Map<String, Object> values(String question, String contents, List<AttributeInfo> attributes) {
        String lines = attributes.stream()
                .map(each -> "- "
                        + (each.name().matches("[\\p{L}_][\\p{L}\\p{N}_.-]*") ? each.name() : "`" + each.name() + "`")
                        + " (" + each.type() + "): " + each.description())
                .collect(Collectors.joining("\n"));
        return Map.of("question", question, "contents", contents, "attributes", lines);
    }
}
