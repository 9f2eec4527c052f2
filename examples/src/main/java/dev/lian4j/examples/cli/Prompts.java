package dev.lian4j.examples.cli;

import static dev.lian4j.prompts.MessageTemplate.messages;
import static dev.lian4j.prompts.MessageTemplate.system;
import static dev.lian4j.prompts.MessageTemplate.user;

import dev.lian4j.prompts.ChatPromptTemplate;

/** The prompts of the command line, in the language of the question. */
final class Prompts {

    private static final ChatPromptTemplate ANSWER_EN = ChatPromptTemplate.of(
            system("Answer the question in one short sentence, only from the text that you are given."
                    + " If the answer is not in it, say that the documents do not tell."),
            user("{context}\n\nQuestion: {question}"));

    private static final ChatPromptTemplate ANSWER_SIMPLY = ChatPromptTemplate.of(
            system(
                    "You answer questions about documents. Quote the sentence of the document that answers the question."),
            user("Document:\n{context}\n\nQuestion: {question}\nAnswer:"));

    private static final ChatPromptTemplate ANSWER_ZH = ChatPromptTemplate.of(
            system("请只根据给出的资料,用一句简短的话回答问题。如果资料里没有答案,就说资料中没有提到。"), user("{context}\n\n问题:{question}"));

    private static final ChatPromptTemplate CHAT = ChatPromptTemplate.of(messages("history"), user("{input}"));

    private static final ChatPromptTemplate CHAT_DOCUMENTS = ChatPromptTemplate.of(
            system("Answer from these passages, naming file and page:\n\n{context}"),
            messages("history"),
            user("{input}"));

    private Prompts() {}

    /** Takes {@code context} and {@code question}. */
    static ChatPromptTemplate answering(String question) {
        return Embedder.chinese(question) ? ANSWER_ZH : ANSWER_EN;
    }

    /** For very small models: takes {@code context} and {@code question}. */
    static ChatPromptTemplate answeringSimply() {
        return ANSWER_SIMPLY;
    }

    /** Takes {@code history} and {@code input}. */
    static ChatPromptTemplate chatting() {
        return CHAT;
    }

    /** Takes {@code context}, {@code history} and {@code input}. */
    static ChatPromptTemplate chattingFromDocuments() {
        return CHAT_DOCUMENTS;
    }
}
