package dev.lian4j.parsers.repair;

import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatRequest;
import java.util.ArrayList;
import java.util.List;

/** What a model is told whose reply will not do. */
enum RetryPrompt {
    ENGLISH("This reply does not have the form asked for.", "Details: ", "Answer the request above anew, in full."),
    CHINESE("这个回答不符合要求的格式。", "原因：", "请重新完整回答上面的请求。");

    private final String wrong;
    private final String details;
    private final String again;

    RetryPrompt(String wrong, String details, String again) {
        this.wrong = wrong;
        this.details = details;
        this.again = again;
    }

    ChatRequest again(ChatRequest request, String reply) {
        return conversation(request, reply, wrong + "\n" + again);
    }

    ChatRequest again(ChatRequest request, String reply, OutputParserException error) {
        return conversation(request, reply, wrong + "\n" + details + error.getMessage() + "\n" + again);
    }

    private static ChatRequest conversation(ChatRequest request, String reply, String complaint) {
        List<Message> messages = new ArrayList<>(request.messages());
        if (!reply.isBlank()) { // providers refuse messages without content
            messages.add(Message.ai(reply));
        }
        messages.add(Message.user(complaint));
        return new ChatRequest(messages, request.parameters());
    }
}
