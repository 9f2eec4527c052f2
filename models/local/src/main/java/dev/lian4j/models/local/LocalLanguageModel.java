package dev.lian4j.models.local;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.LanguageModel;

/** A model that continues texts as they are. */
record LocalLanguageModel(ModelHost host, ChatParameters defaults) implements LanguageModel {

    @Override
    public Completion invoke(ChatRequest request, Run run) {
        if (request.messages().stream().anyMatch(LocalLanguageModel::hasImage)) {
            throw new ModelException("A local model takes texts only, no images");
        }
        Generated text =
                new Generation(host, request.parameters().orElse(defaults), run).generate(process -> request.text());
        return new Completion(text.text(), text.finishReason(), text.usage(), host.name());
    }

    private static boolean hasImage(Message message) {
        return message instanceof UserMessage user
                && !user.contents().stream().allMatch(Content.Text.class::isInstance);
    }
}
