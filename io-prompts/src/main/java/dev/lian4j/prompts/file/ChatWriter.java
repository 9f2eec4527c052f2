package dev.lian4j.prompts.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.prompts.ChatPromptTemplate;
import dev.lian4j.prompts.ConstantMessages;
import dev.lian4j.prompts.ContentMessageTemplate;
import dev.lian4j.prompts.ContentTemplate;
import dev.lian4j.prompts.MessageTemplate;
import dev.lian4j.prompts.MessagesPlaceholder;
import dev.lian4j.prompts.PromptTemplate;
import dev.lian4j.prompts.TemplateFormat;
import dev.lian4j.prompts.TextMessageTemplate;

/** Makes of a chat prompt the fields that {@link ChatReader} reads. */
final class ChatWriter {

    private ChatWriter() {}

    static ObjectNode node(ChatPromptTemplate chat) {
        if (chat.hasComputedValues()) {
            throw PromptWriter.unwritable("a value that is computed each time");
        }
        ObjectNode node = PromptWriter.typed("chat", chat.inputVariables());
        ArrayNode messages = node.putArray("messages");
        chat.messages().forEach(message -> add(message, messages));
        PromptWriter.putPartials(node, chat.partialVariables());
        return node;
    }

    private static void add(MessageTemplate template, ArrayNode messages) {
        if (template instanceof ConstantMessages constant) {
            constant.messages().forEach(message -> messages.add(constant(message)));
        } else if (template instanceof TextMessageTemplate text) {
            ObjectNode node = messages.addObject().put("role", MessageRole.label(text.role()));
            node.set("prompt", PromptWriter.node(text.prompt()));
        } else if (template instanceof ContentMessageTemplate parts) {
            ArrayNode content = messages.addObject().put("role", "human").putArray("content");
            parts.parts().forEach(part -> content.add(part(part)));
        } else if (template instanceof MessagesPlaceholder place) {
            addPlace(place, messages.addObject());
        } else {
            throw PromptWriter.unwritable(
                    "a message template of type " + template.getClass().getSimpleName());
        }
    }

    private static void addPlace(MessagesPlaceholder place, ObjectNode node) {
        node.put("variable_name", place.variableName()).put("optional", place.isOptional());
        place.limit().ifPresent(limit -> node.put("n_messages", limit));
    }

    private static ObjectNode constant(Message message) {
        boolean text = message instanceof SystemMessage
                || (message instanceof UserMessage user
                        && user.contents().size() == 1
                        && user.contents().get(0) instanceof Content.Text)
                || (message instanceof AiMessage && message.equals(Message.ai(message.text())));
        if (!text) {
            throw PromptWriter.unwritable("a constant message with more than a text");
        }
        return object().put("role", MessageRole.label(message.role())).put("content", message.text());
    }

    private static ObjectNode part(ContentTemplate part) {
        if (part instanceof ContentTemplate.Text text) {
            return object().put("type", "text").put("text", plain(text.prompt()));
        }
        if (part instanceof ContentTemplate.Image image) {
            ObjectNode node = object().put("type", "image_url");
            node.putObject("image_url").put("url", plain(image.url()));
            return node;
        }
        throw PromptWriter.unwritable("a part of type " + part.getClass().getSimpleName());
    }

    private static String plain(PromptTemplate prompt) {
        if (PromptWriter.hasMore(prompt) || prompt.templateFormat() != TemplateFormat.F_STRING) {
            throw PromptWriter.unwritable("a part in Mustache's form, or with values of its own");
        }
        return prompt.toString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
