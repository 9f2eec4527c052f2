package dev.lian4j.parsers.structured;

import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.ToolChoice;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.parsers.JsonBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What to ask a model for a value.
 *
 * @param binding what the value is as JSON
 * @param features what the model has
 * @param words the language of what is said to it
 */
record Question(JsonBinding<?> binding, Set<ChatFeature> features, Words words) {

    /** The request, asking for the value in this mode. */
    ChatRequest ask(ChatRequest request, StructuredMode mode) {
        return switch (mode.orFitting(features)) {
            case NATIVE_SCHEMA -> request.with(nativeSchema());
            case TOOL_CALL -> request.with(toolCall());
            case INSTRUCTIONS, AUTO ->
                new ChatRequest(instructed(request.messages()), request.parameters()).with(jsonMode());
        };
    }

    private ChatParameters nativeSchema() {
        return ChatParameters.builder()
                .responseFormat(
                        new ResponseFormat.JsonSchema(binding.name(), binding.strictSchema(), binding.isStrict()))
                .build();
    }

    private ChatParameters toolCall() {
        ChatParameters.Builder parameters = ChatParameters.builder()
                .tools(List.of(new ToolSpec(binding.name(), words.toolDescription(), binding.schema())))
                .toolChoice(new ToolChoice.Named(binding.name()));
        if (features.contains(ChatFeature.PARALLEL_TOOL_CALLS)) {
            parameters.parallelToolCalls(false);
        }
        return parameters.build();
    }

    private ChatParameters jsonMode() {
        return features.contains(ChatFeature.JSON_OBJECT)
                ? ChatParameters.builder()
                        .responseFormat(new ResponseFormat.JsonObject())
                        .build()
                : ChatParameters.NONE;
    }

    private List<Message> instructed(List<Message> messages) {
        List<Message> instructed = new ArrayList<>(messages);
        int last = messages.size() - 1;
        String instructions = words.instructions(binding);
        if (messages.get(last) instanceof UserMessage user) {
            instructed.set(last, followed(user, instructions));
        } else {
            instructed.add(Message.user(instructions));
        }
        return instructed;
    }

    /** The same message and more text, in one part where it ends with text: not every server takes several. */
    private static UserMessage followed(UserMessage message, String more) {
        List<Content> contents = new ArrayList<>(message.contents());
        int last = contents.size() - 1;
        if (contents.get(last) instanceof Content.Text text) {
            contents.set(last, new Content.Text(text.text() + "\n\n" + more));
        } else {
            contents.add(new Content.Text(more));
        }
        return new UserMessage(contents);
    }

    /** The request and what came of it, asking to do better. */
    ChatRequest again(ChatRequest asked, AiMessage answer, String problem) {
        List<Message> messages = new ArrayList<>(asked.messages());
        if (!answer.text().isBlank() || !answer.toolCalls().isEmpty()) { // no provider takes an empty message
            messages.add(answer);
        }
        for (ToolCall call : answer.toolCalls()) {
            messages.add(new ToolMessage(call.id(), words.again(problem), true));
        }
        if (answer.toolCalls().isEmpty()) {
            messages.add(Message.user(words.again(problem)));
        }
        return new ChatRequest(messages, asked.parameters());
    }
}
