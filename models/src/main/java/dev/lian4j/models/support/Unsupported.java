package dev.lian4j.models.support;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The check that a model has what a request asks for. What it lacks is an error, or is left out where that was allowed;
 * it is never sent in the hope that the server ignores it.
 */
public final class Unsupported {

    private Unsupported() {}

    /**
     * The request as the model can take it.
     *
     * @param who the provider, for the message
     * @param asked the request, with the model's own parameters already in it
     * @param has what the model can do
     * @param drop whether to leave out what it cannot
     * @throws dev.lian4j.core.error.ModelException if the model cannot do it all, or nothing would be left of a message;
     *     not retryable, so that a fallback may go to another model
     */
    public static ChatRequest check(String who, ChatRequest asked, Set<ChatFeature> has, boolean drop) {
        Set<ChatFeature> lacking = EnumSet.noneOf(ChatFeature.class);
        lacking.addAll(asked.features());
        lacking.removeAll(has);
        if (!drop && !lacking.stream().allMatch(feature -> harmless(feature, asked.parameters()))) {
            throw new ModelException(who + " has no " + names(lacking)
                    + ". Do not ask for it, or build the model with dropUnsupported() to have it left out");
        }
        return lacking.isEmpty() ? asked : without(who, asked, lacking);
    }

    /** One answer is what a model gives that cannot give several. */
    private static boolean harmless(ChatFeature feature, ChatParameters asked) {
        return feature == ChatFeature.N && Integer.valueOf(1).equals(asked.n());
    }

    private static String names(Set<ChatFeature> features) {
        return features.stream()
                .map(feature -> feature.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static ChatRequest without(String who, ChatRequest asked, Set<ChatFeature> lacking) {
        List<Message> messages = lacking.contains(ChatFeature.IMAGES)
                ? asked.messages().stream()
                        .map(message -> withoutImages(who, message))
                        .toList()
                : asked.messages();
        return new ChatRequest(messages, asked.parameters().without(lacking));
    }

    private static Message withoutImages(String who, Message message) {
        if (!(message instanceof UserMessage said)) {
            return message;
        }
        List<Content> texts = said.contents().stream()
                .filter(content -> !(content instanceof Content.Image))
                .toList();
        if (texts.isEmpty()) {
            throw new ModelException(who + " has no images, and a message would be empty without; add a text to it");
        }
        return new UserMessage(texts);
    }
}
