package dev.lian4j.prompts.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.prompts.ChatPromptTemplate;
import dev.lian4j.prompts.ContentTemplate;
import dev.lian4j.prompts.MessageTemplate;
import dev.lian4j.prompts.MessagesPlaceholder;
import dev.lian4j.prompts.PromptTemplate;
import dev.lian4j.prompts.StringPromptTemplate;
import java.util.List;
import java.util.Map;

/** Reads chat prompts. */
record ChatReader(PromptReader prompts) {

    private static final String[] FIELDS = {
        "role",
        "prompt",
        "template",
        "template_format",
        "content",
        "additional_kwargs",
        "variable_name",
        "optional",
        "n_messages"
    };

    ChatPromptTemplate read(Fields fields) {
        fields.only("messages", "input_variables", "partial_variables");
        ChatPromptTemplate template = ChatPromptTemplate.of();
        int number = 0;
        for (JsonNode message : fields.list("messages")) {
            template = template.plus(message(fields.at(message, "message " + ++number)));
        }
        for (Map.Entry<String, Object> partial : PromptReader.partials(fields).entrySet()) {
            template = template.partial(partial.getKey(), partial.getValue());
        }
        DeclaredVariables.check(fields, template.variables());
        return template;
    }

    private MessageTemplate message(Fields fields) {
        fields.only(FIELDS);
        if (fields.get("variable_name").isPresent()) {
            return placeholder(fields);
        }
        MessageRole role = MessageRole.of(fields);
        return fields.get("content").isPresent() ? content(role, fields) : role.template(prompt(fields));
    }

    private StringPromptTemplate prompt(Fields fields) {
        return fields.get("prompt")
                .map(prompt -> prompts.stringPrompt(fields.at(prompt, "prompt")))
                .orElseGet(() -> PromptTemplate.of(PromptReader.format(fields), fields.neededText("template")));
    }

    private static MessageTemplate placeholder(Fields fields) {
        MessagesPlaceholder place = MessageTemplate.messages(fields.neededText("variable_name"));
        if (fields.flag("optional")) {
            place = place.optional();
        }
        JsonNode limit = fields.get("n_messages").orElse(null);
        if (limit == null) {
            return place;
        }
        if (!limit.canConvertToInt() || limit.intValue() < 0) {
            throw fields.wrong("field 'n_messages' must be a whole number, 0 or more");
        }
        return place.last(limit.intValue());
    }

    /** A text is meant as it is; a list holds the parts of a user's message, with places. */
    private static MessageTemplate content(MessageRole role, Fields fields) {
        if (fields.get("content").orElseThrow().isTextual()) {
            return MessageTemplate.constant(role.message(fields.neededText("content")));
        }
        if (role != MessageRole.HUMAN) {
            throw fields.wrong("only a user's message may have a list of parts");
        }
        List<ContentTemplate> parts = fields.list("content").stream()
                .map(part -> part(fields.at(part, "content"), fields))
                .toList();
        return MessageTemplate.user(parts.toArray(ContentTemplate[]::new));
    }

    private static ContentTemplate part(Fields part, Fields message) {
        String type = part.only("type", "text", "image_url").neededText("type");
        return switch (type) {
            case "text" ->
                new ContentTemplate.Text(PromptTemplate.of(PromptReader.format(message), part.neededText("text")));
            case "image_url" -> new ContentTemplate.Image(PromptTemplate.of(PromptReader.format(message), url(part)));
            default -> throw part.wrong("type '" + type + "' is not one of text, image_url");
        };
    }

    private static String url(Fields part) {
        JsonNode url = part.get("image_url").orElseThrow(() -> part.wrong("field 'image_url' is missing"));
        return url.isTextual()
                ? url.textValue()
                : part.at(url, "image_url").only("url").neededText("url");
    }
}
