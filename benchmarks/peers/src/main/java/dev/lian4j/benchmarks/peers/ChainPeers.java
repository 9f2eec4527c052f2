package dev.lian4j.benchmarks.peers;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import dev.lian4j.benchmarks.BriefCalls;
import dev.lian4j.core.Chain;
import dev.lian4j.core.RunListener;
import dev.lian4j.parsers.StringOutputParser;
import dev.lian4j.prompts.ChatPromptTemplate;
import dev.lian4j.prompts.MessageTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;

/** Five steps: a template, a model that answers at once, its text, and two functions of the text. */
public class ChainPeers extends BriefCalls {

    private static final String QUESTION = "What is the capital of France?";

    private final Chain<Map<String, Object>, String> chain = ChatPromptTemplate.of(
                    MessageTemplate.user("Answer in one word: {question}"))
            .then((request, run) -> dev.lian4j.core.model.ChatResponse.of(" Paris "))
            .then(StringOutputParser.create())
            .map(String::strip)
            .map(text -> text.toUpperCase(Locale.ROOT));
    private final Chain<Map<String, Object>, String> watched = chain.withListener(new RunListener() {});
    private final Assistant service = AiServices.create(Assistant.class, new Answering(List.of()));
    private final Assistant watchedService =
            AiServices.create(Assistant.class, new Answering(List.of(new ChatModelListener() {})));
    private final ChatClient client = ChatClient.create(ChainPeers::paris);

    /** What LangChain4j makes a service of. */
    public interface Assistant {
        /** A template and a model. */
        @UserMessage("Answer in one word: {{it}}")
        String ask(String question);
    }

    private record Answering(List<ChatModelListener> listeners) implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            return ChatResponse.builder().aiMessage(AiMessage.from(" Paris ")).build();
        }
    }

    private static org.springframework.ai.chat.model.ChatResponse paris(Prompt prompt) {
        return new org.springframework.ai.chat.model.ChatResponse(
                List.of(new Generation(new org.springframework.ai.chat.messages.AssistantMessage(" Paris "))));
    }

    /** A chain that nobody watches. */
    @Benchmark
    public String lian4j() {
        return chain.invoke(Map.of("question", QUESTION));
    }

    /** A service that nobody watches. */
    @Benchmark
    public String langChain4j() {
        return service.ask(QUESTION).strip().toUpperCase(Locale.ROOT);
    }

    /** A client that nobody watches. */
    @Benchmark
    public String springAi() {
        String answer = client.prompt()
                .user(user -> user.text("Answer in one word: {question}").param("question", QUESTION))
                .call()
                .content();
        return String.valueOf(answer).strip().toUpperCase(Locale.ROOT);
    }

    /** A chain with a listener that does nothing. */
    @Benchmark
    public String lian4jWatched() {
        return watched.invoke(Map.of("question", QUESTION));
    }

    /** A service whose model has a listener that does nothing. */
    @Benchmark
    public String langChain4jWatched() {
        return watchedService.ask(QUESTION).strip().toUpperCase(Locale.ROOT);
    }
}
