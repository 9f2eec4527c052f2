package dev.lian4j.examples.cli;

import dev.lian4j.core.message.Message;
import dev.lian4j.core.prompt.BasePromptTemplate;
import dev.lian4j.prompts.PromptTemplate;
import dev.lian4j.prompts.file.PromptFiles;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A prompt, rendered and not sent. */
@Command(
        name = "prompt",
        description = "Show a prompt with its variables filled in; nothing is sent.",
        footer = {"", "Example: lian prompt --template \"Tell a joke about {topic}\" --var topic=cats"})
final class PromptCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(
            names = "--template",
            required = true,
            paramLabel = "FILE|TEXT",
            description = "With {variables}, or a prompt file in JSON or YAML; - reads input.")
    String template = "";

    @Option(names = "--var", paramLabel = "NAME=VALUE", description = "A variable's value.")
    Map<String, String> variables = new LinkedHashMap<>();

    PromptCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        for (Message message : template().formatPrompt(variables).messages()) {
            if (common.json) {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("role", message.role().name().toLowerCase(Locale.ROOT));
                map.put("text", message.text());
                console.json(map);
            } else {
                console.out().println(message.text());
            }
        }
        return 0;
    }

    private BasePromptTemplate template() throws Exception {
        if (template.equals("-")) {
            return PromptTemplate.fromTemplate(console.text());
        }
        if (!isFile(template)) {
            return PromptTemplate.fromTemplate(template);
        }
        Path file = Path.of(template);
        return template.matches(".*\\.(json|ya?ml)") ? PromptFiles.load(file) : PromptTemplate.fromFile(file);
    }

    /** Most texts are no file names, and some cannot even be one. */
    private static boolean isFile(String text) {
        try {
            return Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
