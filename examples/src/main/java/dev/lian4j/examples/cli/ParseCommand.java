package dev.lian4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.parser.OutputParser;
import dev.lian4j.parsers.JsonBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A model's text, through an output parser. */
@Command(
        name = "parse",
        description = "Read a model's answer from standard input by an output parser, and print the value as JSON.",
        footer = {"", "Example: echo 'Sure! {\"city\": \"Paris\",}' | lian parse --parser json"})
final class ParseCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--parser", required = true, paramLabel = "KIND", description = ParserChoice.KINDS)
    String parser = "";

    @Option(names = "--schema", paramLabel = "FILE", description = "For json: the JSON Schema that it must fit.")
    @Nullable
    Path schema;

    @Option(names = "--instructions", description = "Print what to tell the model instead, and read nothing.")
    boolean instructions;

    ParseCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        OutputParser<?> chosen = chosen();
        if (instructions) {
            console.out().println(chosen.formatInstructions());
            return 0;
        }
        String text = console.text();
        console.json(plain(schema == null ? chosen.parse(text) : fitting(schema, text)));
        return 0;
    }

    private OutputParser<?> chosen() {
        try {
            return ParserChoice.of(parser);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(common.command.commandLine(), e.getMessage());
        }
    }

    private static Object fitting(Path schema, String text) throws IOException {
        try {
            Map<String, Object> map = JSON.readValue(Files.readString(schema), new TypeReference<>() {});
            return JsonBinding.ofSchema(map).find(text, false);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The schema " + schema + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Dates are written as people write them. */
    private static Object plain(Object value) {
        return value instanceof TemporalAccessor ? value.toString() : value;
    }
}
