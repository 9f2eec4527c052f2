package dev.lian4j.memory;

import dev.lian4j.core.Run;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A memory with LangChain's settings of names: the variable that it loads ({@code memory_key}), the values that it reads
 * ({@code input_key}, {@code output_key}), what the two speakers are called, and whether the variable is the messages
 * ({@code return_messages}) or a text. Thread safe where the memory is.
 */
public final class KeyedMemory implements Memory {
    private final Memory memory;
    private final Builder names;

    private KeyedMemory(Builder names) {
        this.memory = names.memory;
        this.names = names;
    }

    /** Settings for this memory; as LangChain's own until changed. */
    public static Builder builder(Memory memory) {
        return new Builder(memory);
    }

    @Override
    public List<Message> messages() {
        return memory.messages();
    }

    @Override
    public List<Message> recall(String input, Run run) {
        return memory.recall(input, run);
    }

    @Override
    public void save(List<Message> turn) {
        memory.save(turn);
    }

    @Override
    public void clear() {
        memory.clear();
    }

    /** Saves the values under the input's and the output's key; without a key there must be one value. */
    @Override
    public void saveContext(Map<String, String> input, Map<String, String> output) {
        memory.saveContext(
                Map.of("input", pick("input", names.inputKey, input)),
                Map.of("output", pick("output", names.outputKey, output)));
    }

    private static String pick(String what, @Nullable String key, Map<String, String> values) {
        if (key == null && values.size() == 1) {
            return values.values().iterator().next();
        }
        String value = key == null ? null : values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("Cannot tell the " + what + " among the keys " + values.keySet()
                    + (key == null ? ": set " + what + "Key" : ": there is no '" + key + "'"));
        }
        return value;
    }

    @Override
    public Map<String, Object> loadMemoryVariables() {
        return variables(messages());
    }

    @Override
    public Map<String, Object> loadMemoryVariables(Map<String, String> input) {
        return variables(recall(pick("input", names.inputKey, input), Run.root()));
    }

    private Map<String, Object> variables(List<Message> messages) {
        return Map.of(
                names.memoryKey,
                names.returnMessages ? messages : Messages.transcript(messages, names.humanPrefix, names.aiPrefix));
    }

    /** Sets the names. Not thread safe. */
    public static final class Builder {
        private final Memory memory;
        private String memoryKey = "history";
        private @Nullable String inputKey;
        private @Nullable String outputKey;
        private String humanPrefix = "Human";
        private String aiPrefix = "AI";
        private boolean returnMessages;

        private Builder(Memory memory) {
            this.memory = memory;
        }

        /** The variable that is loaded; default {@code history}. */
        public Builder memoryKey(String name) {
            this.memoryKey = name;
            return this;
        }

        /** Which value of the input the person said; needed where there are several. */
        public Builder inputKey(String name) {
            this.inputKey = name;
            return this;
        }

        /** Which value of the output the model said; needed where there are several. */
        public Builder outputKey(String name) {
            this.outputKey = name;
            return this;
        }

        /** What the person is called in a text; default {@code Human}. */
        public Builder humanPrefix(String name) {
            this.humanPrefix = name;
            return this;
        }

        /** What the model is called in a text; default {@code AI}. */
        public Builder aiPrefix(String name) {
            this.aiPrefix = name;
            return this;
        }

        /** Whether the variable is a {@code List<Message>} rather than a text; default false. */
        public Builder returnMessages(boolean wanted) {
            this.returnMessages = wanted;
            return this;
        }

        /** The memory under these names. */
        public KeyedMemory build() {
            Builder copy = new Builder(memory);
            copy.memoryKey = memoryKey;
            copy.inputKey = inputKey;
            copy.outputKey = outputKey;
            copy.humanPrefix = humanPrefix;
            copy.aiPrefix = aiPrefix;
            copy.returnMessages = returnMessages;
            return new KeyedMemory(copy);
        }
    }
}
