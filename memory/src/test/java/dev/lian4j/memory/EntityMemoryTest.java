package dev.lian4j.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Chain;
import dev.lian4j.core.memory.Turn;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TextResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntityMemoryTest {

    /** Names 小王 and 北京 where the last line has them, and tells the last line of whom it is asked. */
    private final ChatModel model = (request, run) -> {
        String text = request.text();
        String last = text.substring(text.indexOf("最后一句:"));
        String said = last.lines()
                .filter(line -> line.startsWith("Human: "))
                .findFirst()
                .orElseThrow();
        if (text.contains("请在一行内写出名称")) {
            List<String> names = new ArrayList<>();
            List.of("小王", "北京").stream().filter(said::contains).forEach(names::add);
            return ChatResponse.of(names.isEmpty() ? "NONE" : String.join("、", names));
        }
        return ChatResponse.of(said.substring("Human: ".length()));
    };

    private final ConversationEntityMemory memory =
            ConversationEntityMemory.of(model, InMemoryChatMessageHistory.create(), EntityPrompts.CHINESE);

    @Test
    void tellsWhatIsKnownOfWhoIsSpokenOf() {
        memory.saveContext(Map.of("input", "小王住在北京"), Map.of("output", "知道了"));
        assertThat(memory.entities()).isEqualTo(Map.of("小王", "小王住在北京", "北京", "小王住在北京"));
        assertThat(memory.loadMemoryVariables(Map.of("input", "小王多大了?")))
                .isEqualTo(Map.of("history", "Human: 小王住在北京\nAI: 知道了", "entities", Map.of("小王", "小王住在北京")));
    }

    @Test
    void aChainIsToldOfThem() {
        memory.saveContext(Map.of("input", "小王住在北京"), Map.of("output", "知道了"));
        List<Turn> turns = new ArrayList<>();
        Chain<String, TextResult> chain = memory.around(Chain.of(turn -> {
            turns.add(turn);
            return TextResult.of("答");
        }));
        chain.invoke("小王多大了?");
        chain.invoke("天气如何?");
        assertThat(turns.get(0).history()).startsWith(Message.system("小王: 小王住在北京"));
        assertThat(turns.get(1).history()).startsWith(Message.user("小王住在北京"));
    }

    @Test
    void keepsTheTurnWhereTheModelFails() {
        ConversationEntityMemory broken = ConversationEntityMemory.of((request, run) -> {
            throw new IllegalStateException("down");
        });
        broken.saveContext(Map.of("input", "小王"), Map.of("output", "谁?"));
        assertThat(broken.messages()).containsExactly(Message.user("小王"), Message.ai("谁?"));
        assertThat(broken.entities()).isEmpty();
    }

    @Test
    void forgets() {
        memory.saveContext(Map.of("input", "小王住在北京"), Map.of("output", "知道了"));
        memory.clear();
        assertThat(memory.entities()).isEmpty();
        assertThat(memory.messages()).isEmpty();
    }
}
