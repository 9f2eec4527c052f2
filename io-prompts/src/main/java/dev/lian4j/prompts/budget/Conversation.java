package dev.lian4j.prompts.budget;

import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * A request, and which turns of it may go.
 *
 * @param request the whole
 * @param turns the turns before the one with the person's last message, oldest first; without system messages
 */
record Conversation(ChatRequest request, List<List<Message>> turns) {

    static Conversation of(ChatRequest request) {
        List<List<Message>> turns = Turns.of(request.messages().stream()
                .filter(message -> !(message instanceof SystemMessage))
                .toList());
        int last = turns.size() - 1;
        while (last > 0 && turns.get(last).stream().noneMatch(UserMessage.class::isInstance)) {
            last--;
        }
        return new Conversation(request, turns.subList(0, Math.max(0, last)));
    }

    int pieces() {
        return turns.size();
    }

    ChatRequest without(int count) {
        int gone = turns.subList(0, count).stream().mapToInt(List::size).sum();
        List<Message> kept = new ArrayList<>();
        for (Message message : request.messages()) {
            if (message instanceof SystemMessage || gone-- <= 0) {
                kept.add(message);
            }
        }
        return new ChatRequest(kept, request.parameters());
    }
}
