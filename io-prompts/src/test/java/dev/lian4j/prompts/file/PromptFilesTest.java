package dev.lian4j.prompts.file;

import static dev.lian4j.prompts.MessageTemplate.ai;
import static dev.lian4j.prompts.MessageTemplate.constant;
import static dev.lian4j.prompts.MessageTemplate.image;
import static dev.lian4j.prompts.MessageTemplate.messages;
import static dev.lian4j.prompts.MessageTemplate.system;
import static dev.lian4j.prompts.MessageTemplate.text;
import static dev.lian4j.prompts.MessageTemplate.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.prompt.BasePromptTemplate;
import dev.lian4j.prompts.ChatPromptTemplate;
import dev.lian4j.prompts.ExampleSelector;
import dev.lian4j.prompts.FewShotPromptTemplate;
import dev.lian4j.prompts.FewShotPromptTemplateBuilder;
import dev.lian4j.prompts.PromptTemplate;
import dev.lian4j.prompts.TemplateFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptFilesTest {

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void fails(String name, String text, String... parts) throws IOException {
        Path file = file(name, text);
        assertThatThrownBy(() -> PromptFiles.load(file))
                .isInstanceOf(TemplateException.class)
                .hasMessageContainingAll(parts);
    }

    // ---- LangChain's files

    @Test
    void readsAPrompt() throws IOException {
        Path json = file("simple.json", """
                {"_type": "prompt", "input_variables": ["adjective", "内容"],
                 "template": "Tell me a {adjective} joke about {内容}.", "template_format": "f-string",
                 "output_parser": null, "validate_template": false, "partial_variables": {}}
                """);
        Path yaml = file("simple.yaml", """
                # a comment
                input_variables: ["adjective", "内容"]
                template: Tell me a {adjective} joke about {内容}.
                """);

        for (Path file : List.of(json, yaml)) {
            assertThat(PromptFiles.load(file, PromptTemplate.class).format(Map.of("adjective", "冷", "内容", "猫")))
                    .isEqualTo("Tell me a 冷 joke about 猫.");
        }
    }

    @Test
    void readsATemplateFromItsOwnFile() throws IOException {
        file("template.txt", "你好 {name}");
        file("below/more.md", "Hi {name}");

        assertThat(PromptFiles.load(file("a.json", "{\"template_path\": \"template.txt\"}"), PromptTemplate.class)
                        .format(Map.of("name", "王")))
                .isEqualTo("你好 王");
        assertThat(PromptFiles.load(file("b.yml", "template_path: below/more.md"), PromptTemplate.class)
                        .format(Map.of("name", "王")))
                .isEqualTo("Hi 王");
    }

    @Test
    void readsAFewShotPrompt() throws IOException {
        file("examples.yaml", "- input: happy\n  output: sad\n- input: 高\n  output: 矮\n");
        file("examples.json", "[{\"input\": \"happy\", \"output\": \"sad\"}, {\"input\": \"高\", \"output\": \"矮\"}]");
        file("example_prompt.json", "{\"_type\": \"prompt\", \"template\": \"Input: {input}\\nOutput: {output}\"}");
        String rest = """
                _type: few_shot
                input_variables: [adjective]
                prefix: Write antonyms for the following words.
                suffix: "Input: {adjective}\\nOutput:"
                """;

        for (String examples : List.of(
                "examples: examples.yaml",
                "examples: examples.json",
                "examples:\n  - {input: happy, output: sad}\n  - {input: 高, output: 矮}")) {
            for (String prompt : List.of(
                    "example_prompt_path: example_prompt.json",
                    "example_prompt:\n  _type: prompt\n  template: \"Input: {input}\\nOutput: {output}\"")) {
                Path file = file("few.yaml", rest + examples + "\n" + prompt + "\n");
                assertThat(PromptFiles.load(file, FewShotPromptTemplate.class).format(Map.of("adjective", "大")))
                        .isEqualTo("Write antonyms for the following words.\n\nInput: happy\nOutput: sad\n\n"
                                + "Input: 高\nOutput: 矮\n\nInput: 大\nOutput:");
            }
        }
    }

    @Test
    void readsAChat() throws IOException {
        Path file = file("chat.yaml", """
                _type: chat
                input_variables: [topic, url, q]
                partial_variables: {tone: 友好}
                messages:
                  - role: system
                    prompt: {_type: prompt, template: "你很{tone}。About {topic}."}
                  - {variable_name: history, optional: true, n_messages: 2}
                  - {role: human, content: "literal {braces}"}
                  - {role: ai, template: "{{q}}", template_format: mustache}
                  - role: user
                    content:
                      - {type: text, text: "看 {q}"}
                      - {type: image_url, image_url: {url: "{url}"}}
                  - prompt: {template: "{q}?"}
                """);

        ChatPromptTemplate chat = PromptFiles.load(file, ChatPromptTemplate.class);

        List<Message> history = List.of(Message.user("1"), Message.ai("2"), Message.user("3"));
        assertThat(chat.format(Map.of("topic", "猫", "url", "https://example.com/c.png", "q", "谁", "history", history)))
                .isEqualTo(
                        "System: 你很友好。About 猫.\nAI: 2\nHuman: 3\nHuman: literal {braces}\nAI: 谁\nHuman: 看 谁\nHuman: 谁?");
    }

    @Test
    void readsFromTheClasspath() {
        assertThat(PromptFiles.loadResource("prompts/greeting.yaml", PromptTemplate.class)
                        .format(Map.of("name", "李")))
                .isEqualTo("你好，李！");
        assertThatThrownBy(() -> PromptFiles.loadResource("prompts/outward.yaml", PromptTemplate.class))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("cannot name other files");
        assertThatThrownBy(() -> PromptFiles.loadResource("prompts/none.yaml", PromptTemplate.class))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("not on the classpath");
    }

    // ---- files that reach out

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "a/../../secret.txt",
                "below/../../secret.txt",
                "/etc/passwd.txt",
                "~/secret.txt",
                "C:/secret.txt",
                "..\\\\secret.txt",
                "\\\\\\\\host\\\\share.txt",
                "file:///etc/passwd.txt",
                "https://example.com/a.txt",
                "classpath:a.txt",
                "a\\u0000.txt",
                ".",
                "",
                " "
            })
    void refusesPathsOutsideOfItsFolder(String path) throws IOException {
        file("secret.txt", "leaked");
        file("in/below/x.txt", "x");

        fails("in/p.json", "{\"template_path\": \"" + path + "\"}", "Prompt file", "names a file");
        fails(
                "in/p.json",
                "{\"_type\": \"few_shot\", \"examples\": \"" + path.replace(".txt", ".json")
                        + "\", \"example_prompt\": {\"template\": \"x\"}, \"suffix\": \"\"}",
                "names a file");
        fails(
                "in/p.json",
                "{\"_type\": \"few_shot\", \"examples\": [], \"example_prompt_path\": \""
                        + path.replace(".txt", ".json") + "\"}",
                "names a file");
    }

    @Test
    void followsNoLinkOutsideOfItsFolder() throws IOException {
        Path secret = file("secret.txt", "leaked");
        Files.createDirectories(folder.resolve("in"));
        Files.createSymbolicLink(folder.resolve("in/link.txt"), secret);
        Files.createSymbolicLink(folder.resolve("in/up"), folder);

        fails("in/p.json", "{\"template_path\": \"link.txt\"}", "outside of its own folder");
        fails("in/p.json", "{\"template_path\": \"up/secret.txt\"}", "outside of its own folder");
    }

    @Test
    void mayItselfBeALink() throws IOException {
        file("real/t.txt", "inside");
        Path real = file("real/p.json", "{\"template_path\": \"t.txt\"}");
        Path link = Files.createSymbolicLink(folder.resolve("p.json"), real);

        assertThat(PromptFiles.load(link, PromptTemplate.class).format(Map.of()))
                .isEqualTo("inside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_rsa", ".env", "config.properties", "p.json"})
    void readsTextsFromFilesOfTextOnly(String name) throws IOException {
        file(name, "KEY=1");
        fails("p.json", "{\"template_path\": \"" + name + "\"}", ".txt, .md, .mustache");
    }

    @Test
    void refusesFilesThatLeadBackToThemselves() throws IOException {
        String few = "{\"_type\": \"few_shot\", \"examples\": [], \"example_prompt_path\": \"%s\"}";
        fails("self.json", few.formatted("self.json"), "leads back to itself");
        file("b.json", few.formatted("./a.json"));
        fails("a.json", few.formatted("b.json"), "leads back to itself");

        for (int i = 0; i < 1_000; i++) {
            file("d" + i + ".json", few.formatted("d" + (i + 1) + ".json"));
        }
        fails("d.json", few.formatted("d0.json"), "too deeply");
    }

    @Test
    void saysWhatFileIsMissing() throws IOException {
        fails("p.json", "{\"template_path\": \"none.txt\"}", "p.json", "none.txt", "does not exist");
        assertThatThrownBy(() -> PromptFiles.load(folder.resolve("none.json")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContainingAll("none.json", "does not exist");
    }

    // ---- files that are wrong

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "[] # must be an object",
                "'' # must be an object",
                "{ # is not JSON, line",
                "{\"template\": \"a\", \"template\": \"b\"} # Duplicate",
                "{\"template\": \"a\"} {} # is not JSON",
                "{\"_type\": \"agent\", \"template\": \"a\"} # is not one of prompt, few_shot, chat",
                "{\"templat\": \"a\"} # did you mean 'template'",
                "{\"template\": 7} # must be a text",
                "{} # give 'template' or 'template_path'",
                "{\"template\": \"a\", \"template_path\": \"b.txt\"} # one of the two",
                "{\"template\": \"a {b\"} # column 3",
                "{\"template\": \"{{ x }}\", \"template_format\": \"jinja2\"} # jinja2",
                "{\"template\": \"{a}\", \"input_variables\": []} # which input_variables does not name",
                "{\"template\": \"{topic}\", \"input_variables\": [\"topc\"]} # did you mean 'topic'",
                "{\"template\": \"{a}\", \"partial_variables\": {\"b\": 1}} # Cannot bind 'b'",
                "{\"template\": \"{a}\", \"partial_variables\": {\"a\": null}} # is null",
                "{\"template\": \"{a}\", \"output_parser\": {\"_type\": \"x\"}} # 'output_parser' is not supported",
                "{\"_type\": \"few_shot\", \"suffix\": \"x\"} # 'examples' is missing",
                "{\"_type\": \"few_shot\", \"examples\": {}} # must be a list",
                "{\"_type\": \"few_shot\", \"examples\": [1], \"example_prompt\": {\"template\": \"\"}} # example 1",
                "{\"_type\": \"few_shot\", \"examples\": []} # 'example_prompt' is missing",
                "{\"_type\": \"few_shot\", \"examples\": [], \"example_prompt\": {\"_type\": \"chat\"}} # wanted is a StringPromptTemplate",
                "{\"_type\": \"chat\", \"messages\": [{\"role\": \"boss\", \"template\": \"x\"}]} # 'boss' is not one of",
                "{\"_type\": \"chat\", \"messages\": [{\"role\": \"ai\"}]} # message 1: field 'template' is missing",
                "{\"_type\": \"chat\", \"messages\": [{\"variable_name\": \"h\", \"n_messages\": -1}]} # n_messages",
                "{\"_type\": \"chat\", \"messages\": [{\"variable_name\": \"h\", \"optional\": \"yes\"}]} # true or false",
                "{\"_type\": \"chat\", \"messages\": [{\"role\": \"ai\", \"content\": []}]} # only a user's message",
                "{\"_type\": \"chat\", \"messages\": [{\"content\": [{\"type\": \"image_path\"}]}]} # not one of text, image_url",
                "{\"_type\": \"chat\", \"messages\": [{\"content\": [{\"type\": \"image_url\", \"image_url\": {\"path\": \"/a\"}}]}]} # 'path' is not supported"
            })
    void saysWhatIsWrongAndWhere(String text, String part) throws IOException {
        fails("wrong.json", text, "wrong.json", part);
    }

    @Test
    void refusesDeepNests() throws IOException {
        fails("deep.json", "[".repeat(100_000), "deep.json");
        fails("deep.yaml", "[".repeat(100_000), "deep.yaml");
        String few = "{\"_type\": \"few_shot\", \"examples\": [], \"example_prompt\": ";
        fails("nested.json", few.repeat(900) + "{\"template\": \"\"}" + "}".repeat(900), "nested.json");
    }

    @Test
    void readsYamlSafely() throws IOException {
        fails("tag.yaml", "&a a: *a\n", "tag.yaml");
        fails("alias.yaml", "template: &t x\nname: *t\n", "line 2", "aliases");
        fails("twice.yaml", "template: a\ntemplate: b\n", "twice.yaml");
        fails("two.yaml", "template: a\n---\ntemplate: b\n", "two.yaml");
        Path tagged = file("tagged.yaml", "template: !!javax.script.ScriptEngineManager [x]\n");
        assertThatThrownBy(() -> PromptFiles.load(tagged)).isInstanceOf(TemplateException.class);
        assertThat(PromptFiles.load(file("no.yaml", "template: 'no'\n"), PromptTemplate.class)
                        .format(Map.of()))
                .isEqualTo("no");
    }

    @Test
    void readsUtf8Only() throws IOException {
        Path file = Files.write(
                folder.resolve("gbk.json"), "{\"template\": \"你好\"}".getBytes(java.nio.charset.Charset.forName("GBK")));
        assertThatThrownBy(() -> PromptFiles.load(file))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> PromptFiles.load(file("p.toml", "")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(".json, .yaml or .yml");
        assertThatThrownBy(() -> PromptFiles.load(file("p.json", "{\"template\":\"\"}"), ChatPromptTemplate.class))
                .isInstanceOf(TemplateException.class)
                .hasMessageContainingAll("PromptTemplate", "ChatPromptTemplate");
    }

    // ---- there and back

    private static final String HARD =
            "  {a} \"引\" 'x' \\n: # - {{}} \ttab \n\n trailing  \nyes: no\n...\n---\n\r\n\u0001 👩‍👩‍👧\u00A0";

    @ParameterizedTest
    @ValueSource(strings = {"p.json", "p.yaml", "p.yml"})
    void givesBackWhatItSaved(String name) {
        FewShotPromptTemplateBuilder fewShot = FewShotPromptTemplate.builder()
                .examples(List.of(Map.of("x", "1: {a}", "y", "是"), Map.of("x", "no", "y", "1e3")))
                .examplePrompt("{x}={y}")
                .prefix("前 {a}")
                .exampleSeparator(" | ")
                .suffix("{b}");
        ChatPromptTemplate chat = ChatPromptTemplate.of(
                        system("规则 {a}"),
                        messages("history").optional().last(3),
                        constant(Message.user("{literal}"), Message.ai("x"), Message.system("y")),
                        user(text("看 {b}"), image("https://example.com/{b}.png")),
                        ai(PromptTemplate.mustache("{{b}}")),
                        user(fewShot.build()))
                .partial("a", "甲");

        for (BasePromptTemplate prompt : List.of(
                PromptTemplate.fromTemplate(HARD),
                PromptTemplate.fromTemplate("{a}{b}").partial("a", 7),
                PromptTemplate.mustache("{{#a}}{{b}}{{/a}}\n{{b}}"),
                fewShot.build().partial("a", true),
                chat)) {
            Path file = folder.resolve(name);
            PromptFiles.save(prompt, file);
            BasePromptTemplate loaded = PromptFiles.load(file);
            Map<String, Object> values = prompt.inputVariables().contains("b") ? Map.of("b", "乙") : Map.of("a", "甲");

            assertThat(loaded).hasSameClassAs(prompt);
            assertThat(loaded.inputVariables()).isEqualTo(prompt.inputVariables());
            assertThat(loaded.formatPrompt(values)).isEqualTo(prompt.formatPrompt(values));
        }
        assertThat(folder.toFile().list()).containsExactly(name);
    }

    @Test
    void writesYamlForPeople() throws IOException {
        Path file = folder.resolve("p.yaml");
        PromptFiles.save(PromptTemplate.fromTemplate("你好，{name}：\n\nHow are you?"), file);

        assertThat(file).content().contains("template: |-\n  你好，{name}：\n\n  How are you?\n");
        assertThat(PromptFiles.load(file, PromptTemplate.class).templateFormat())
                .isEqualTo(TemplateFormat.F_STRING);
    }

    @Test
    void saysWhatNoFileCanHold() {
        ExampleSelector selector = values -> List.of();
        List<BasePromptTemplate> unwritable = List.of(
                PromptTemplate.fromTemplate("{a}").partial("a", () -> "now"),
                PromptTemplate.fromTemplate("{a}").partial("a", List.of()),
                PromptTemplate.mustache("{{> a}}", Map.of("a", "x")),
                FewShotPromptTemplate.builder()
                        .exampleSelector(selector)
                        .examplePrompt("x")
                        .build(),
                ChatPromptTemplate.of(user("{a}")).partial("a", () -> "now"),
                ChatPromptTemplate.of(constant(new dev.lian4j.core.message.ToolMessage("1", "x"))));
        for (BasePromptTemplate prompt : unwritable) {
            assertThatThrownBy(() -> PromptFiles.save(prompt, folder.resolve("p.json")))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining("cannot hold");
        }
        assertThat(folder.toFile().list()).isEmpty();
        assertThatThrownBy(() -> PromptFiles.save(PromptTemplate.fromTemplate(""), folder.resolve("none/p.json")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("cannot be written");
    }
}
