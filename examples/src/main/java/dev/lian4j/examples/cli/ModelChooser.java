package dev.lian4j.examples.cli;

import dev.lian4j.core.error.LianException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.models.anthropic.ChatAnthropic;
import dev.lian4j.models.env.Environment;
import dev.lian4j.models.gemini.ChatGemini;
import dev.lian4j.models.local.LocalChatModel;
import dev.lian4j.models.ollama.ChatOllama;
import dev.lian4j.models.openai.ChatOpenAi;
import dev.lian4j.models.openai.Provider;
import dev.lian4j.models.support.ServerBuilder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
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
            case "local" -> local(embeddedModel.require(name), false);
            case "anthropic" ->
                answerer(
                        at(ChatAnthropic.builder())
                                .model(name)
                                .parameters(parameters)
                                .build(),
                        choice);
            case "gemini" ->
                answerer(
                        at(ChatGemini.builder())
                                .model(name)
                                .parameters(parameters)
                                .build(),
                        choice);
            case "ollama" ->
                answerer(
                        at(ChatOllama.builder())
                                .model(name)
                                .parameters(parameters)
                                .build(),
                        choice);
            default ->
                answerer(
                        at(openAi(provider, choice))
                                .model(name)
                                .parameters(parameters)
                                .build(),
                        choice);
        };
    }

    /** OpenAI, or one of those that speak as it does. */
    private ChatOpenAi.Builder openAi(String provider, String choice) {
        if (provider.equals("openai")) {
            return ChatOpenAi.builder();
        }
        return Arrays.stream(Provider.values())
                .filter(known -> name(known).equals(provider))
                .findFirst()
                .map(ChatOpenAi::builder)
                .orElseThrow(() -> new ParameterException(
                        options.command.commandLine(),
                        "Unknown model '" + choice + "': expected PROVIDER:NAME with one of anthropic, gemini, "
                                + providers()
                                + ", local:FILE or NAME, or none"));
    }

    private <B extends ServerBuilder<B>> B at(B builder) {
        builder.environment(environment);
        return options.baseUrl == null ? builder : builder.baseUrl(options.baseUrl);
    }

    private static String name(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String providers() {
        return Arrays.stream(Provider.values()).map(ModelChooser::name).collect(Collectors.joining(", "));
    }

    private static Answerer answerer(ChatModel model, String choice) {
        return new Answerer(model, choice, false, () -> {});
    }

    private Answerer local(Path file, boolean embedded) {
        LocalChatModel model = LocalChatModel.builder(file)
                .largestContextSize(LOCAL_CONTEXT)
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
