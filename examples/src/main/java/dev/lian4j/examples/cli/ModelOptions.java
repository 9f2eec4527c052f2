package dev.lian4j.examples.cli;

import dev.lian4j.core.model.ChatParameters;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which model answers, and how. */
final class ModelOptions {

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    @Option(
            names = "--model",
            paramLabel = "PROVIDER:NAME",
            description =
                    "openai:gpt-4o-mini, anthropic:NAME, gemini:NAME, deepseek:deepseek-chat, ollama:qwen3 and so on, local:/path/model.gguf,"
                            + " local:smollm2-135m, or none. Default: LIAN_MODEL,"
                            + " else openai where OPENAI_API_KEY is set (environment or .env), else the embedded model.")
    @Nullable
    String model;

    @Option(names = "--base-url", paramLabel = "URL", description = "The address of a compatible server, up to /v1.")
    @Nullable
    String baseUrl;

    @Option(names = "--temperature", paramLabel = "0..2", description = "Randomness; default 0.")
    double temperature;

    @Option(names = "--max-tokens", paramLabel = "N", description = "The most tokens to answer with.")
    @Nullable
    Integer maxTokens;

    @Option(names = "--seed", paramLabel = "N", description = "For answers that repeat.")
    @Nullable
    Integer seed;

    /** The options as parameters; a value out of range is wrong usage. */
    ChatParameters parameters() {
        try {
            ChatParameters.Builder parameters = ChatParameters.builder().temperature(temperature);
            if (maxTokens != null) {
                parameters.maxTokens(maxTokens);
            }
            if (seed != null) {
                parameters.seed(seed);
            }
            return parameters.build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }
}
