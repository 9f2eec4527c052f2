package dev.lian4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposedMemoryTest {

    /** Near each other: texts with the same animals. */
    private static final EmbeddingModel ANIMALS = texts -> texts.stream()
            .map(text -> new float[] {0.1f, text.contains("猫") ? 1 : 0, text.contains("狗") ? 1 : 0})
            .toList();

    private final VectorStore store = InMemoryVectorStore.of(ANIMALS);
    private final Memory byMeaning = VectorStoreRetrieverMemory.of(store, 1);

    @Test
    void findsTheTurnThatFits() {
        byMeaning.saveContext(Map.of("input", "我的猫叫咪咪"), Map.of("output", "好名字"));
        byMeaning.saveContext(Map.of("input", "我的狗叫旺财"), Map.of("output", "也好"));
        assertThat(byMeaning.loadMemoryVariables(Map.of("input", "猫叫什么?")))
                .isEqualTo(Map.of("history", "Human: 我的猫叫咪咪\nAI: 好名字"));
        assertThat(byMeaning.recall("狗呢?", Run.root()))
                .singleElement()
                .satisfies(told -> assertThat(told.text()).contains("旺财").doesNotContain("咪咪"));
        assertThat(byMeaning.messages()).isEmpty();
    }

    @Test
    void forgetsOnlyItsOwnTurns() {
        store.addDocuments(List.of(dev.lian4j.core.document.Document.of("猫")));
        byMeaning.saveContext(Map.of("input", "我的猫叫咪咪"), Map.of("output", "好名字"));
        byMeaning.clear();
        assertThat(store.similaritySearch("猫", 5))
                .singleElement()
                .satisfies(left -> assertThat(left.text()).isEqualTo("猫"));
    }

    @Test
    void severalMemoriesSpeakAfterOneAnother() {
        Memory buffer = ConversationBufferMemory.create();
        Memory both = CombinedMemory.of(
                buffer, KeyedMemory.builder(byMeaning).memoryKey("earlier").build());
        both.saveContext(Map.of("input", "我的猫叫咪咪"), Map.of("output", "好名字"));
        assertThat(both.loadMemoryVariables(Map.of("input", "猫?"))).containsOnlyKeys("history", "earlier");
        assertThat(both.recall("猫?", Run.root())).hasSize(3);
        assertThat(both.messages()).isEqualTo(buffer.messages());
        both.clear();
        assertThat(both.recall("猫?", Run.root())).isEmpty();
    }

    @Test
    void twoVariablesOfOneNameAreRefused() {
        Memory both = CombinedMemory.of(ConversationBufferMemory.create(), ConversationBufferMemory.create());
        assertThatThrownBy(both::loadMemoryVariables)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("history");
    }

    @Test
    void aViewChangesNothing() {
        Memory buffer = ConversationBufferMemory.create();
        buffer.saveContext(Map.of("input", "你好"), Map.of("output", "你也好"));
        Memory view = ReadOnlyMemory.of(buffer);
        view.saveContext(Map.of("input", "x"), Map.of("output", "y"));
        view.clear();
        assertThat(view.messages()).isEqualTo(buffer.messages()).hasSize(2);
        assertThat(view.loadMemoryVariables()).isEqualTo(buffer.loadMemoryVariables());
        assertThat(view.loadMemoryVariables(Map.of("input", "x"))).isEqualTo(buffer.loadMemoryVariables());
    }

    @Test
    void namesAreAsSet() {
        Memory memory = KeyedMemory.builder(ConversationBufferMemory.create())
                .memoryKey("对话")
                .inputKey("question")
                .outputKey("answer")
                .humanPrefix("用户")
                .aiPrefix("助手")
                .build();
        memory.saveContext(Map.of("question", "你好啊", "context", "…"), Map.of("answer", "你也好啊", "sources", "a.pdf"));
        assertThat(memory.loadMemoryVariables()).isEqualTo(Map.of("对话", "用户: 你好啊\n助手: 你也好啊"));
    }

    @Test
    void messagesOnRequest() {
        Memory memory = KeyedMemory.builder(ConversationBufferMemory.create())
                .returnMessages(true)
                .build();
        memory.saveContext(Map.of("input", "hi"), Map.of("output", "ho"));
        assertThat(memory.loadMemoryVariables())
                .isEqualTo(Map.of("history", List.of(Message.user("hi"), Message.ai("ho"))));
    }

    @Test
    void severalValuesNeedAKey() {
        Memory memory = KeyedMemory.builder(ConversationBufferMemory.create()).build();
        assertThatThrownBy(() -> memory.saveContext(Map.of("a", "1", "b", "2"), Map.of("output", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set inputKey");
        Memory keyed = KeyedMemory.builder(ConversationBufferMemory.create())
                .outputKey("answer")
                .build();
        assertThatThrownBy(() -> keyed.saveContext(Map.of("a", "1"), Map.of("output", "x")))
                .hasMessageContaining("there is no 'answer'");
    }
}
