package dev.lian4j.parsers;

import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns XML into nested maps: an element with children is its name and a list of theirs, one without is its name and its
 * text, null where it has none. An element whose children follow a text is all of its text. Attributes, comments and
 * what a {@code DOCTYPE} would do are not read: a reply with a {@code DOCTYPE} is an error, so no entity is ever expanded
 * and no file or address opened. At most {@value XmlTree#MAX_DEPTH} levels. Immutable. As LangChain's {@code XMLOutputParser}.
 */
public final class XmlOutputParser implements OutputParser<Map<String, Object>> {

    private final List<String> tags;
    private final Wording wording;

    private XmlOutputParser(List<String> tags, Wording wording) {
        this.tags = tags;
        this.wording = wording;
    }

    /** A parser of any XML. */
    public static XmlOutputParser create() {
        return new XmlOutputParser(List.of(), Wording.ENGLISH);
    }

    /** A parser that tells the model which tags to write, the root first; they are not checked. */
    public static XmlOutputParser of(String... tags) {
        return new XmlOutputParser(List.of(tags), Wording.ENGLISH);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public XmlOutputParser inChinese() {
        return new XmlOutputParser(tags, Wording.CHINESE);
    }

    @Override
    public Map<String, Object> parse(String text) {
        Limits.check(text);
        return XmlTree.read(xml(CodeBlocks.content(text, "xml"), text), text);
    }

    /**
     * The elements without children of a reply that is still coming, each as soon as it is closed and within those around
     * it, as LangChain streams XML; pulled one by one. Ends with the stream's error if it has one.
     */
    public Stream<Map<String, Object>> elements(Streamed<?> stream) {
        return Pulled.<Map<String, Object>>stream(
                        new XmlElements(stream.pieces().iterator()), () -> {
                            var unused = stream.result(); // its error, where what came was whole
                            return null;
                        })
                .onClose(stream::close);
    }

    /** From the first tag to the last, without the prose around and what the model thought aloud. */
    private static String xml(String content, String output) {
        int start = XmlPieces.start(content);
        int end = content.lastIndexOf('>') + 1;
        if (end <= start) {
            throw new OutputParserException("The output holds no XML.", output);
        }
        return content.substring(start, end);
    }

    @Override
    public String formatInstructions() {
        String names = tags.isEmpty()
                ? ""
                : wording.choose("\nUse these tags, the first of them around all: ", "\n使用下列标签，第一个包住全部内容：")
                        + tags.stream().map(tag -> "<" + tag + ">").collect(Collectors.joining(", "));
        return wording.choose(
                        "Answer with one XML document only. Close every tag, and write &lt; and &amp; for < and & within"
                                + " texts. No attributes and no DOCTYPE. For example: <foo><bar>text</bar></foo>",
                        "只用一个 XML 文档作答。每个标签都要闭合，文本中的 < 和 & 写成 &lt; 和 &amp;，"
                                + "不要写属性和 DOCTYPE。例如：<foo><bar>文本</bar></foo>")
                + names;
    }
}
