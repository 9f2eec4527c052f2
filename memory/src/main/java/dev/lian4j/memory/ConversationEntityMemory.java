package dev.lian4j.memory;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Remembers what a conversation says of people and things. A model finds the names in what the person says; what is known
 * of them is told as a system message before the last turns, and brought up to date after each turn. Thread safe where
 * its history is. Where the model fails while saving, the turn is kept and what is known stays as it was.
 */
public final class ConversationEntityMemory implements Memory {

    private static final int TURNS = 3;

    private final ChatMessageHistory history;
    private final Chain<Map<String, Object>, List<String>> naming;
    private final Chain<Map<String, Object>, String> telling;
    private final Map<String, String> entities = new ConcurrentHashMap<>();

    private ConversationEntityMemory(ChatModel model, ChatMessageHistory history, EntityPrompts prompts) {
        this.history = history;
        this.naming = prompts.naming().then(model).map(response -> names(response.text()));
        this.telling =
                prompts.telling().then(model).map(response -> response.text().strip());
    }

    /** A memory that lives as long as the program, with the English prompts. */
    public static ConversationEntityMemory of(ChatModel model) {
        return of(model, InMemoryChatMessageHistory.create(), EntityPrompts.ENGLISH);
    }

    /** A memory over a history; what is known of the entities lives as long as the program. */
    public static ConversationEntityMemory of(ChatModel model, ChatMessageHistory history, EntityPrompts prompts) {
        return new ConversationEntityMemory(model, history, prompts);
    }

    private static List<String> names(String text) {
        return Arrays.stream(text.split("[,,、\\n]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equalsIgnoreCase("none"))
                .distinct()
                .toList();
    }

    /** What is known, by name; a copy. */
    public Map<String, String> entities() {
        return Map.copyOf(entities);
    }

    /** The last turns, without what is known of anybody: that takes something said. */
    @Override
    public List<Message> messages() {
        return Turns.last(TURNS, history.messages());
    }

    @Override
    public List<Message> recall(String input, Run run) {
        List<Message> last = messages();
        Map<String, String> known = known(input, last, run);
        if (known.isEmpty()) {
            return last;
        }
        List<Message> told = new ArrayList<>(List.of(Message.system(asText(known))));
        told.addAll(last);
        return List.copyOf(told);
    }

    private Map<String, String> known(String input, List<Message> last, Run run) {
        Map<String, String> known = new LinkedHashMap<>();
        for (String name : run.call(naming, values(input, last))) {
            String summary = entities.get(name);
            if (summary != null) {
                known.put(name, summary);
            }
        }
        return known;
    }

    private static Map<String, Object> values(String input, List<Message> last) {
        return Map.of("history", Messages.transcript(last), "input", input);
    }

    private static String asText(Map<String, String> known) {
        return known.entrySet().stream()
                .map(entity -> entity.getKey() + ": " + entity.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** The last turns as {@code history}, and what is known as {@code entities}, a map by name. */
    @Override
    public Map<String, Object> loadMemoryVariables(Map<String, String> input) {
        List<Message> last = messages();
        Map<String, String> known = known(String.join("\n", input.values()), last, Run.root());
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("history", Messages.transcript(last));
        variables.put("entities", known);
        return variables;
    }

    @Override
    public void save(List<Message> turn) {
        List<Message> before = messages();
        history.add(turn);
        String said = turn.stream()
                .filter(UserMessage.class::isInstance)
                .map(Message::text)
                .collect(Collectors.joining("\n"));
        try {
            learn(values(said, before));
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(ConversationEntityMemory.class)
                    .warn("What the turn says of people and things could not be learnt; the turn is kept", e);
        }
    }

    private void learn(Map<String, Object> values) {
        for (String name : naming.invoke(values)) {
            Map<String, Object> asked = new LinkedHashMap<>(values);
            asked.put("entity", name);
            asked.put("summary", entities.getOrDefault(name, ""));
            entities.put(name, telling.invoke(asked));
        }
    }

    @Override
    public void clear() {
        history.clear();
        entities.clear();
    }
}
