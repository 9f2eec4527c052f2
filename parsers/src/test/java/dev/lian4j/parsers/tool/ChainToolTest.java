package dev.lian4j.parsers.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Chain;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.core.tool.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainToolTest {

    private static String call(Tool tool) {
        return tool.invoke(new ToolCall("1", tool.name(), "{\"input\": \"写一首诗\"}"))
                .text();
    }

    @Test
    void aChainIsCalledWithTheInputAndItsTextIsTheResult() {
        record Poem(String text, int verses) implements TextResult {}
        Chain<String, Poem> poet = Chain.of(task -> new Poem(task + ": done", 4));
        Chain<String, List<Integer>> counter = Chain.of(task -> List.of(task.length()));

        assertThat(call(ChainTool.of("poet", "Writes poems.", poet))).isEqualTo("写一首诗: done");
        assertThat(call(ChainTool.of("counter", "Counts.", counter))).isEqualTo("[4]");
        assertThat(ChainTool.of("poet", "Writes poems.", poet)
                        .spec()
                        .parameters()
                        .toString())
                .contains("input");
    }
}
