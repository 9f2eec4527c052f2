package dev.lian4j.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.prompt.BasePromptTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MustacheTest {

    private static PromptTemplate mustache(String text) {
        return PromptTemplate.mustache(text);
    }

    private static void fails(String text, String... parts) {
        assertThatThrownBy(() -> mustache(text))
                .isInstanceOf(TemplateException.class)
                .hasMessageContainingAll(parts);
    }

    @Nested
    class Contract extends PromptTemplateContract {
        @Override
        BasePromptTemplate template() {
            return mustache("About {{subject}} in {{ 语言 }}.");
        }
    }

    private record Person(String name, List<String> languages) {}

    @Test
    void reachesMapsListsAndRecords() {
        PromptTemplate template =
                mustache("{{person.name}} ({{map.城市}}): {{#person.languages}}{{.}} {{/person.languages}}{{list.1}}");

        assertThat(template.format(Map.of(
                        "person", new Person("李雷", List.of("中文", "Java")),
                        "map", Map.of("城市", "上海"),
                        "list", List.of("a", "b"))))
                .isEqualTo("李雷 (上海): 中文 Java b");
        assertThat(template.inputVariables()).containsExactly("person", "map", "list");
    }

    /** A bean with a getter, a method and a field, each of which the library would read by itself. */
    public static final class Secret {
        /** A field. */
        public final String field = "leaked";

        /** A getter. */
        public String getKey() {
            return field;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"field", "key", "getKey", "class", "hashCode", "toString", "class.classLoader"})
    void reachesNoMethodsAndFields(String name) {
        Map<String, Object> values = Map.of("x", new Secret());

        assertThatThrownBy(() -> mustache("{{x." + name + "}}").format(values))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("x." + name);
        assertThatThrownBy(() -> mustache("{{#x}}{{" + name + "}}{{/x}}").format(values))
                .isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> mustache("{{x.entrySet}}").format(Map.of("x", Map.of("a", "b"))))
                .isInstanceOf(TemplateException.class);
    }

    @Test
    void putsValuesInAsTheyAre() {
        assertThat(mustache("{{a}} {{{a}}} {{&a}}").format(Map.of("a", "<b> & \"引\" {{a}} {{{a}}} {a}")))
                .isEqualTo("<b> & \"引\" {{a}} {{{a}}} {a} ".repeat(3).strip());
    }

    @Test
    void writesMessagesAsText() {
        assertThat(mustache("{{history}}").format(Map.of("history", List.of(Message.user("你好"), Message.ai("在")))))
                .isEqualTo("Human: 你好\nAI: 在");
    }

    @Test
    void leavesOutSectionsOfNothing() {
        PromptTemplate template = mustache("{{#x}}yes{{/x}}{{^x}}no{{/x}}");

        assertThat(template.inputVariables()).isEmpty();
        assertThat(template.format(Map.of())).isEqualTo("no");
        for (Object nothing : List.of(false, 0, 0.0, "", List.of(), Map.of())) {
            assertThat(template.format(Map.of("x", nothing))).as("%s", nothing).isEqualTo("no");
        }
        for (Object something : List.of(true, 1, 0.5, "无", List.of(""), Map.of("a", 1), new Person("", List.of()))) {
            assertThat(template.format(Map.of("x", something)))
                    .as("%s", something)
                    .isEqualTo("yes");
        }
    }

    @Test
    void takesLinesOfSectionTagsAway() {
        assertThat(mustache("Facts:\n{{#facts}}\n- {{.}}\n{{/facts}}\n{{! a note }}\nEnd")
                        .format(Map.of("facts", List.of("一", "two"))))
                .isEqualTo("Facts:\n- 一\n- two\nEnd");
    }

    @Test
    void looksOutsideOfASection() {
        assertThat(mustache("{{#people}}{{greeting}}, {{name}}! {{/people}}")
                        .format(Map.of(
                                "greeting", "你好", "people", List.of(Map.of("name", "Ann"), Map.of("name", "王")))))
                .isEqualTo("你好, Ann! 你好, 王! ");
    }

    @Test
    void namesWhatIsMissingWithinASection() {
        assertThatThrownBy(() -> mustache("a\n{{#people}}{{nmae}}{{/people}}")
                        .format(Map.of("people", List.of(Map.of("name", "Ann")))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("'nmae'");
        Map<String, Object> person = new HashMap<>();
        person.put("name", null);
        assertThatThrownBy(() -> mustache("{{#p}}{{name}}{{/p}}").format(Map.of("p", person)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'name'");
        assertThatThrownBy(() -> mustache("{{#p}}{{.}}{{/p}}").format(Map.of("p", Arrays.asList("a", null))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("null");
    }

    @Test
    void saysWhereATemplateIsMalformed() {
        fails("中文\n text {{name", "line 2, column 7", "not closed");
        fails("{{}}", "''", "not a variable");
        fails("{{a b}}", "'a b'");
        fails("{{a.}}", "'a.'");
        fails("{{-index}}", "-index");
        fails("{{this}}", "this");
        fails("{{.}}", "no section is open");
        fails("{{{a}}", "'}}}'");
        fails("{{#a}}", "'a' is not closed");
        fails("{{/a}}", "closes no section");
        fails("{{#a}}{{#b}}{{/a}}{{/b}}", "'/a' closes section 'b'");
        fails("{{=<% %>=}}", "'='", "not supported");
        fails("{{<parent}}{{/parent}}", "'<'");
        fails("{{$block}}{{/block}}", "'$'");
        fails("{{#a}}" + "\n", "'a' is not closed");
    }

    @Test
    void refusesSectionsThatNestTooDeeply() {
        fails("{{#a}}".repeat(100_000) + "{{/a}}".repeat(100_000), "deeper than 100");
        assertThat(mustache("{{#a}}".repeat(100) + "x" + "{{/a}}".repeat(100)).format(Map.of("a", true)))
                .isEqualTo("x");
    }

    @Test
    void includesOnlyPartialsThatItIsGiven() {
        PromptTemplate template = PromptTemplate.mustache(
                "{{> head}}\n{{#items}}{{> item}}{{/items}}", Map.of("head", "关于 {{topic}}", "item", "[{{.}}]"));

        assertThat(template.format(Map.of("topic", "猫", "items", List.of(1, 2))))
                .isEqualTo("关于 猫\n[1][2]");
        assertThat(template.inputVariables()).containsExactly("topic");
        assertThatThrownBy(() -> PromptTemplate.mustache("{{> haed}}", Map.of("head", "x")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("did you mean 'head'");
        fails("{{> ../../etc/passwd}}", "not a variable");
        fails("{{> passwd}}", "not among those given");
    }

    @Test
    void refusesPartialsThatIncludeThemselvesOrNestTooDeeply() {
        assertThatThrownBy(() -> PromptTemplate.mustache("{{> a}}", Map.of("a", "{{> b}}", "b", "{{> a}}")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("a > b > a");

        Map<String, String> deep = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            deep.put("p" + i, "{{> p" + (i + 1) + "}}");
        }
        deep.put("p1000", "end");
        assertThatThrownBy(() -> PromptTemplate.mustache("{{> p0}}", deep))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("deeper than 100");
        assertThat(PromptTemplate.mustache("{{> p920}}", deep).format(Map.of())).isEqualTo("end");
    }

    @Test
    void refusesPartialsThatGrowBeyondMeasure() {
        Map<String, String> doubling = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            doubling.put("p" + i, "{{> p" + (i + 1) + "}}{{> p" + (i + 1) + "}}");
        }
        doubling.put("p60", "x");
        assertThatThrownBy(() -> PromptTemplate.mustache("{{> p0}}", doubling))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void joinsTemplatesOfOneForm() {
        PromptTemplate joined =
                mustache("{{a}} ").plus(mustache("{{b}} ").partial("b", "乙")).plus("{{c}}");

        assertThat(joined.format(Map.of("a", "1", "c", "3"))).isEqualTo("1 乙 3");
        assertThat(joined.toString()).isEqualTo("{{a}} {{b}} {{c}}");
        assertThatThrownBy(() -> joined.plus(PromptTemplate.fromTemplate("{d}")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContainingAll("mustache", "f-string");
    }

    @Test
    void takesValuesThatAreComputedEachTime() {
        int[] calls = {0};
        PromptTemplate template = mustache("{{n}} {{x}}").partial("n", () -> ++calls[0]);

        assertThat(template.format(Map.of("x", "a"))).isEqualTo("1 a");
        assertThat(template.format(Map.of("x", "a"))).isEqualTo("2 a");
        assertThat(template.hasComputedValues()).isTrue();
    }

    @Test
    void readsFilesInThisForm(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("p.mustache"), "你好 {{name}}");

        assertThat(PromptTemplate.fromFile(file, TemplateFormat.MUSTACHE).format(Map.of("name", "王")))
                .isEqualTo("你好 王");
    }

    @Test
    void isAFormOfChatsToo() {
        ChatPromptTemplate chat = ChatPromptTemplate.fromMessages(
                List.of(Map.entry("system", "You are {{name}}."), Map.entry("human", "{{q}} {q}")),
                TemplateFormat.MUSTACHE);

        assertThat(chat.format(Map.of("name", "小明", "q", "在吗"))).isEqualTo("System: You are 小明.\nHuman: 在吗 {q}");
        assertThatThrownBy(() -> TemplateFormat.of("jinja2"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("jinja2");
    }
}
