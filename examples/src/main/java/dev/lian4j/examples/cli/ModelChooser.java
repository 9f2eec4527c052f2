package dev.lian4j.examples.cli;

import dev.lian4j.core.error.LianException;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.models.env.Environment;
import dev.lian4j.models.local.LocalChatModel;
import dev.lian4j.models.openai.ChatOpenAi;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ParameterException;

/** From {@code --model}, {@code LIAN_MODEL} or {@code OPENAI_API_KEY} to a model. */
final class ModelChooser {

    private static final String DEFAULT_OPENAI = "openai:gpt-4o-mini";
    private static final int LOCAL_CONTEXT = 4096;

    /** Small models repeat themselves until they are stopped. */
    private static final ChatParameters LOCAL_LIMIT =
            ChatParameters.builder().maxTokens(300).build();

    private final ModelOptions options;
    private final ChatParameters parameters;
    private final Environment environment;
    private final EmbeddedModel embeddedModel;

    ModelChooser(ModelOptions options, Console console) {
        this.options = options;
        this.parameters = options.parameters();
        this.environment = Environment.load();
        this.embeddedModel = new EmbeddedModel(console);
    }

    /** Whether somebody named a model, on the command line or in the environment; else it is the embedded one. */
    boolean chosen() {
        return choice().isPresent();
    }

    private Optional<String> choice() {
        return Optional.ofNullable(options.model)
                .or(() -> environment.get("LIAN_MODEL"))
                .or(() -> environment.get("OPENAI_API_KEY").map(key -> DEFAULT_OPENAI))
                .or(() -> Optional.ofNullable(options.baseUrl).map(url -> DEFAULT_OPENAI));
    }

    /** The chosen model, opened. Without any choice it is the embedded one, and none where that cannot be had. */
    Answerer open() {
        return choice().map(this::open)
                .orElseGet(() ->
                        embeddedModel.find().map(file -> local(file, true)).orElse(Answerer.NONE));
    }

    private Answerer open(String choice) {
        if (choice.equals("none")) {
            return Answerer.NONE;
        }
        String provider = choice.substring(0, Math.max(0, choice.indexOf(':')));
        String name = choice.substring(choice.indexOf(':') + 1);
        return switch (provider) {
            case "openai" -> openAi(name);
            case "local" -> local(embeddedModel.require(name), false);
            default ->
                throw new ParameterException(
                        options.command.commandLine(),
                        "Unknown model '" + choice + "': expected openai:NAME, local:FILE or NAME, or none");
        };
    }

    private Answerer openAi(String name) {
        ChatOpenAi.Builder builder = ChatOpenAi.builder()
                .environment(environment)
                .parameters(ChatParameters.builder().model(name).build().orElse(parameters));
        if (options.baseUrl != null) {
            builder.baseUrl(options.baseUrl);
        }
        return new Answerer(builder.build(), "openai:" + name, false, () -> {});
    }

    private Answerer local(Path file, boolean embedded) {
        LocalChatModel model = LocalChatModel.builder(file)
                .contextSize(LOCAL_CONTEXT)
                .parameters(parameters.orElse(LOCAL_LIMIT))
                .build();
        return new Answerer(model, "local:" + file.getFileName(), embedded, model);
    }

    /** The chosen model, or a clear error where there is none. */
    Answerer require() {
        Answerer answerer = open();
        if (answerer.model() == null) {
            throw new LianException("There is no model to talk to: fetch one with bin/fetch-model, or set"
                    + " OPENAI_API_KEY, or name one with --model (and --base-url)");
        }
        return answerer;
    }
}
