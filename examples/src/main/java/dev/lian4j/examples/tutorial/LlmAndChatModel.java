package dev.lian4j.examples.tutorial;

import dev.lian4j.models.openai.ChatOpenAi;
import dev.lian4j.models.openai.OpenAi;

/** The two kinds of language model: one continues a text, one answers in a conversation. */
public final class LlmAndChatModel {

    private LlmAndChatModel() {}

    /** Says hello to both. */
    public static void main(String[] args) {
        OpenAi llm = OpenAi.create();
        System.out.println(llm.predict("Hello, "));

        ChatOpenAi chatModel = ChatOpenAi.create();
        System.out.println(chatModel.predict("Hello, "));
    }
}
