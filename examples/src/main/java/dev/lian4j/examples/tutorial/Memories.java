package dev.lian4j.examples.tutorial;

import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import dev.lian4j.memory.CombinedMemory;
import dev.lian4j.memory.ConversationBufferMemory;
import dev.lian4j.memory.ConversationEntityMemory;
import dev.lian4j.memory.ConversationSummaryBufferMemory;
import dev.lian4j.memory.ConversationSummaryMemory;
import dev.lian4j.memory.ConversationTokenBufferMemory;
import dev.lian4j.memory.KeyedMemory;
import dev.lian4j.memory.ReadOnlyMemory;
import dev.lian4j.memory.VectorStoreRetrieverMemory;
import dev.lian4j.models.testing.FakeChatModel;
import dev.lian4j.models.tokens.OpenAiTokenizer;
import java.util.Map;

/** The memories beyond buffer and window. The models are fakes and the embedding model runs here; no key. */
public final class Memories {

    private Memories() {}

    private static final OpenAiTokenizer TOKENS = OpenAiTokenizer.forModel("gpt-4o");

    /** Saves turns to each and prints what it tells. */
    public static void main(String[] args) {
        show(ConversationTokenBufferMemory.ofTokens(30, TOKENS));
        show(ConversationSummaryMemory.of(FakeChatModel.of("小王问好,养了一只猫。")));
        show(ConversationSummaryBufferMemory.builder(FakeChatModel.of("小王问好。"), 30, TOKENS)
                .build());
        show(KeyedMemory.builder(ConversationBufferMemory.create())
                .memoryKey("对话")
                .humanPrefix("用户")
                .aiPrefix("助手")
                .build());
        show(ReadOnlyMemory.of(ConversationBufferMemory.create()));
        byMeaning();
        entities();
    }

    private static void show(Memory memory) {
        memory.saveContext(Map.of("input", "你好,我叫小王"), Map.of("output", "你好,小王"));
        memory.saveContext(Map.of("input", "我养了一只猫"), Map.of("output", "真好"));
        System.out.println(memory.getClass().getSimpleName() + " " + memory.loadMemoryVariables());
    }

    private static void byMeaning() {
        try (OnnxEmbeddingModel embeddings = OnnxEmbeddingModel.bgeSmallZhV15()) {
            Memory memory = VectorStoreRetrieverMemory.of(InMemoryVectorStore.of(embeddings), 1);
            show(CombinedMemory.of(
                    memory,
                    KeyedMemory.builder(ConversationBufferMemory.create())
                            .memoryKey("all")
                            .build()));
            System.out.println(memory.loadMemoryVariables(Map.of("input", "我的宠物是什么?")));
        }
    }

    private static void entities() {
        ChatModel model = (request, run) -> ChatResponse.of(request.text().contains("Names:") ? "小王" : "小王养了一只猫。");
        Memory memory = ConversationEntityMemory.of(model);
        memory.saveContext(Map.of("input", "小王养了一只猫"), Map.of("output", "真好"));
        System.out.println(memory.loadMemoryVariables(Map.of("input", "小王有宠物吗?")));
    }
}
