package dev.lian4j.examples.tutorial;

import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.models.openai.ChatOpenAi;

/**
 * The tutorial's first program: one question, one answer. The key is {@code OPENAI_API_KEY} from the environment or a
 * {@code .env} file here or above.
 */
public final class SingleTurn {

    private SingleTurn() {}

    // tag::single-turn[]
    static String getResponse(String prompt) {
        ChatOpenAi model = ChatOpenAi.builder()
                .parameters(ChatParameters.builder()
                        .model("gpt-4o-mini")
                        .temperature(0) // 0 is the least random, 2 the most
                        .build())
                .build();
        return model.invoke(ChatRequest.of(Message.user(prompt))).text();
    }
    // end::single-turn[]

    /** Asks for the outline of a course. */
    public static void main(String[] args) {
        System.out.println(getResponse("帮我生成一个课程的大概框架,主题是prompt的框架,150字之内"));
    }
}
