package dev.lian4j.examples.tutorial;

import static dev.lian4j.prompts.MessageTemplate.image;
import static dev.lian4j.prompts.MessageTemplate.messages;
import static dev.lian4j.prompts.MessageTemplate.system;
import static dev.lian4j.prompts.MessageTemplate.text;
import static dev.lian4j.prompts.MessageTemplate.user;

import dev.lian4j.core.message.Message;
import dev.lian4j.prompts.ChatPromptTemplate;
import dev.lian4j.prompts.PromptTemplate;
import java.util.List;
import java.util.Map;

/** Prompt templates: values in their places, partials, joining, Mustache, conversations and images. No key. */
public final class Prompts {

    private Prompts() {}

    /** Renders each and prints it. */
    public static void main(String[] args) {
        // tag::prompt[]
        PromptTemplate joke = PromptTemplate.fromTemplate("给我讲一个关于{topic}的{kind}笑话");
        System.out.println(
                joke.inputVariables() + " " + joke.partial("kind", "冷").format(Map.of("topic", "程序员")));
        // end::prompt[]

        PromptTemplate polite = joke.plus("。请用{language}回答。");
        System.out.println(polite.format(Map.of("topic", "猫", "kind", "短", "language", "中文")));

        PromptTemplate list = PromptTemplate.mustache("{{#items}}- {{name}}: {{price}}\n{{/items}}");
        System.out.print(list.format(
                Map.of("items", List.of(Map.of("name", "滤芯", "price", 99), Map.of("name", "水龙头", "price", 299)))));
        conversation();
    }

    private static void conversation() {
        // tag::chat-prompt[]
        ChatPromptTemplate chat = ChatPromptTemplate.of(
                system("你是{name},只说{language}。"), messages("history"), user(text("这是什么?{hint}"), image("{address}")));
        List<Message> messages = chat.formatPrompt(Map.of(
                        "name", "小链",
                        "language", "中文",
                        "history", List.of(Message.user("你好啊"), Message.ai("你也好啊")),
                        "hint", "一句话。",
                        "address", "https://example.org/cat.png"))
                .messages();
        messages.forEach(System.out::println);
        // end::chat-prompt[]
    }
}
