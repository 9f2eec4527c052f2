package dev.lian4j.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.core.tool.Tool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandoffAgentTest {

    private final List<ChatRequest> requests = new ArrayList<>();

    private ChatModel replying(AiMessage... replies) {
        Deque<AiMessage> left = new ArrayDeque<>(List.of(replies));
        return (request, run) -> {
            requests.add(request);
            return new ChatResponse(left.remove(), FinishReason.STOP, TokenUsage.UNKNOWN, "m");
        };
    }

    private static AiMessage calling(String tool) {
        return new AiMessage("", List.of(new ToolCall("1", tool, "{}")), "");
    }

    @Test
    void theWordGoesToWhomItIsHandedTo() {
        Tool toSales = HandoffAgent.transferTo("sales", "For prices.");
        Tool toSupport = HandoffAgent.transferTo("support", "For faults.");
        Agent support = ToolCallingAgent.of(replying(calling("transfer_to_sales")), List.of(toSales))
                .instructed("You mend.");
        Agent sales = ToolCallingAgent.of(replying(AiMessage.of("12 €")), List.of(toSupport))
                .instructed("You sell.");
        HandoffAgent agents = new HandoffAgent(Map.of("support", support, "sales", sales), "support");

        AgentResult result =
                AgentExecutor.of(agents, List.of(toSales, toSupport)).invoke("What does it cost?");

        assertThat(result.text()).isEqualTo("12 €");
        assertThat(requests.get(0).messages().get(0).text()).isEqualTo("You mend.");
        assertThat(requests.get(1).messages().get(0).text()).isEqualTo("You sell.");
        assertThat(requests.get(1).messages().get(1).text()).isEqualTo("What does it cost?");
        assertThat(agents.current(AgentState.fromMap(result.state().toMap()))).isEqualTo("sales");
    }

    @Test
    void whoeverIsFirstMustBeThere() {
        assertThatThrownBy(() -> new HandoffAgent(Map.of(), "nobody")).hasMessageContaining("'nobody'");
    }
}
