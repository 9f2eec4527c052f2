package dev.lian4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.route.Moderation;
import dev.lian4j.core.route.ModerationChain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainGraphTest {

    private final Retriever retriever = query -> List.of();
    private final ChatModel model = (request, run) -> ChatResponse.of("x");
    private final Chain<String, ChatResponse> chain = Chain.parallel(
                    "资料", retriever.map(List::toString), "question", Chain.<String>identity())
            .then(Chain.<Map<String, Object>, ChatRequest>of(values -> ChatRequest.of(values.toString()))
                    .named("say \"hi\""))
            .then(Chain.branch(request -> true, model, model.withRetry(Retry.of(2))));

    @Test
    void isAnOutlineForATerminal() {
        assertThat(ChainGraph.of(chain).text()).isEqualTo("""
                in sequence
                  in parallel
                    资料: in sequence
                      lambda (retriever)
                      lambda
                    question: identity
                  say "hi"
                  Branch
                    if: lambda (model)
                    else: lambda
                """);
    }

    @Test
    void isAFlowChart() {
        assertThat(ChainGraph.of(chain).mermaid()).isEqualTo("""
                flowchart TD
                  n1((" "))
                  n2(["资料"])
                  n1 --> n2
                  n3["lambda (retriever)"]
                  n2 --> n3
                  n4["lambda"]
                  n3 --> n4
                  n5(["question"])
                  n1 --> n5
                  n6["identity"]
                  n5 --> n6
                  n7["say #quot;hi#quot;"]
                  n4 --> n7
                  n6 --> n7
                  n8{"if"}
                  n7 --> n8
                  n9(["if"])
                  n8 --> n9
                  n10["lambda (model)"]
                  n9 --> n10
                  n11(["else"])
                  n8 --> n11
                  n12["lambda"]
                  n11 --> n12
                """);
    }

    @Test
    void groupsWhatBelongsToAStep() {
        Chain<List<String>, List<ChatResponse>> each = Chain.<String, ChatRequest>of(ChatRequest::of)
                .then(model)
                .named("ask")
                .each(2);
        assertThat(ChainGraph.of(each).text()).contains("Each\n  each: ask\n    in sequence\n");
        assertThat(ChainGraph.of(each).mermaid())
                .contains("subgraph n1[\"each\"]")
                .contains("subgraph n2[\"ask\"]");
    }

    @Test
    void showsWhatAStepSaysItIsMadeOf() {
        Chain<String, String> checked = ModerationChain.of(
                Chain.<String, Moderation>of(text -> Moderation.harmless()).named("rules"));
        assertThat(ChainGraph.of(checked).text()).isEqualTo("""
                ModerationChain
                  rules
                """);
        assertThat(ChainGraph.of(checked).mermaid()).isEqualTo("""
                flowchart TD
                  subgraph n1["ModerationChain"]
                  n2["rules"]
                  end
                """);
    }
}
