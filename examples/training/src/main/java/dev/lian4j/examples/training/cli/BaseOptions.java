package dev.lian4j.examples.training.cli;

import dev.lian4j.examples.cli.Console;
import dev.lian4j.examples.cli.EmbeddedModel;
import dev.lian4j.finetune.pretrained.Pretrained;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.text.ChatTemplate;
import dev.lian4j.finetune.text.KnownChatTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model to begin with. */
final class BaseOptions {

    @Option(
            names = "--base",
            required = true,
            paramLabel = "MODEL",
            description = "A GGUF file, a directory of Hugging Face's, or smollm2-135m.")
    String base = "";

    @Option(names = "--plain", description = "Texts as they are, without the model's chat template.")
    boolean plain;

    /** Where the model lies, fetched if need be. */
    Path path(Console console) {
        Path path = Path.of(base);
        return Files.exists(path) ? path : new EmbeddedModel(console).require(base);
    }

    Pretrained open(TensorEngine engine, Console console) {
        return Pretrained.open(engine, path(console));
    }

    /** The form of its conversations; empty where it has none, or none is wanted. */
    Optional<ChatTemplate> template(Pretrained model) {
        return plain ? Optional.empty() : model.chatTemplate().map(KnownChatTemplate::of);
    }
}
