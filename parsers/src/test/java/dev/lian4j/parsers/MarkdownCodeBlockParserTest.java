package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.model.TextResult;
import dev.lian4j.core.parser.OutputParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownCodeBlockParserTest extends OutputParserContract<List<CodeBlock>> {

    @Override
    OutputParser<List<CodeBlock>> parser() {
        return MarkdownCodeBlockParser.create();
    }

    @Override
    String good() {
        return "好的：\n```java title=x\nint a;\n\n  // 注\n```\n再一个：\n  ~~~\n  x\n    y ```\n  ~~~~\n完。";
    }

    @Override
    List<CodeBlock> value() {
        return List.of(new CodeBlock("java", "int a;\n\n  // 注"), new CodeBlock("", "x\n  y ```"));
    }

    @Override
    String bad() {
        return "`no block` and ``` in ``` a line";
    }

    @Test
    void theLanguageMayBeChosen() {
        String text = "```SQL\nselect 1\n```\n```python\nprint(1)\n```\n```\nany\n```";
        assertThat(MarkdownCodeBlockParser.of("sql").parse(text))
                .extracting(CodeBlock::code)
                .containsExactly("select 1", "any");
        assertThat(MarkdownCodeBlockParser.of("python").first().invoke(TextResult.of(text)))
                .isEqualTo("print(1)");
        assertThatThrownBy(() -> MarkdownCodeBlockParser.of("go").parse("```sql\n1\n```"))
                .hasMessageContaining("no fenced code block of go");
    }

    @Test
    void blocksMayHoldFences() {
        assertThat(parser().parse("````md\n```java\nx\n```\n````"))
                .containsExactly(new CodeBlock("md", "```java\nx\n```"));
        assertThat(parser().parse("```\na\n```b\n")).containsExactly(new CodeBlock("", "a\n```b"));
        assertThat(parser().parse("```\n```")).containsExactly(new CodeBlock("", ""));
        assertThat(parser().parse("```js\r\nnever closed\r\n")).containsExactly(new CodeBlock("js", "never closed"));
    }

    @Test
    void longTextsTakeLinearTime() {
        for (String unit : List.of("```\n", "` ", "~", " ", "``` ", "\t\n")) {
            String text = unit.repeat(3_000_000 / unit.length());
            assertThat(CodeBlocks.in(text)).hasSizeLessThan(1_000_000);
        }
        assertThatThrownBy(() -> parser().parse("```".repeat(6_000_000))).hasMessageContaining("at most");
    }

    @Test
    void theFormIsTold() {
        assertThat(MarkdownCodeBlockParser.of("sql").formatInstructions()).contains("```sql");
        assertThat(MarkdownCodeBlockParser.of("sql").inChinese().formatInstructions())
                .contains("代码块")
                .contains("```sql");
    }
}
