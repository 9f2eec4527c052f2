package dev.lian4j.core.observe;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelTimeoutException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.LanguageModel;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.core.tool.Tool;
import java.util.List;
import java.util.Map;

/** Steps of each kind. */
final class Steps {

    static final String SECRET = "秘密的问题";

    static final ChatModel MODEL = answering().named("ChatOpenAi");

    static final ChatModel FAILING = failing().named("ChatAnthropic");

    static final LanguageModel TEXT =
            (request, run) -> new Completion("后文", FinishReason.LENGTH, TokenUsage.UNKNOWN, "");

    private Steps() {}

    private static ChatModel answering() {
        return (request, run) -> {
            run.emit(new Piece.Text("秘密的"));
            run.emit(new Piece.Text("回答"));
            return new ChatResponse(
                    AiMessage.of("秘密的回答"), FinishReason.STOP, new TokenUsage(12, 5, 4, 2), "gpt-test-2026");
        };
    }

    private static ChatModel failing() {
        return (request, run) -> {
            throw new ModelTimeoutException("no answer to " + SECRET, ModelException.Details.TRANSIENT, null);
        };
    }

    static ChatRequest request() {
        return ChatRequest.of(SECRET)
                .with(ChatParameters.builder()
                        .model("gpt-test")
                        .temperature(0.5)
                        .maxTokens(100)
                        .stop("完")
                        .build());
    }

    static EmbeddingModel embeddings() {
        return texts -> texts.stream().map(text -> new float[] {1}).toList();
    }

    static Retriever retriever() {
        return query -> List.of(new ScoredDocument(Document.of("资料").withId("doc-1"), 0.5));
    }

    static Tool tool() {
        return new Tool() {
            @Override
            public ToolSpec spec() {
                return new ToolSpec("weather", "天气", Map.of());
            }

            @Override
            public ToolMessage invoke(ToolCall call, Run run) {
                return new ToolMessage(call.id(), "晴");
            }
        };
    }

    /** Two models at once, each on a thread of its own, below one chain. */
    static Chain<ChatRequest, Map<String, Object>> parallel() {
        return Chain.parallel("a", MODEL, "b", MODEL).named("both");
    }
}
