package dev.lian4j.finetune.generate;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.LanguageModel;

/**
 * A model in this process that continues texts as they are. Parameters as in {@link FineTunedChatModel}, but for several
 * answers and likelihoods. Thread safe while the model is not being trained.
 *
 * @param generator writes the texts
 * @param defaults parameters for requests that leave them open
 */
public record FineTunedLanguageModel(Generator generator, ChatParameters defaults) implements LanguageModel {

    private static final String NAME = "fine-tuned";

    /** With no parameters of its own: the likeliest token each time. */
    public static FineTunedLanguageModel of(Generator generator) {
        return new FineTunedLanguageModel(generator, ChatParameters.NONE);
    }

    @Override
    public Completion invoke(ChatRequest request, Run run) {
        if (request.features().contains(ChatFeature.N)) {
            throw new ModelException("A language model gives one text; ask a chat model for several answers");
        }
        GenerationOptions options = Asked.of(request, defaults, NAME).options(0);
        Generated text = generator.generate(generator.tokenizer().encodeWhole(request.text()), options, run);
        return new Completion(text.text(), text.finishReason(), text.usage(), NAME);
    }
}
