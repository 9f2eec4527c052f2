package dev.lian4j.prompts.ready;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.prompts.ChatPromptTemplate;
import dev.lian4j.prompts.PromptLanguage;
import dev.lian4j.prompts.TemplateVariable;
import dev.lian4j.prompts.file.PromptFiles;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A prompt for each {@link ReadyPrompt}. They are prompt files on the classpath, in
 * {@code dev/lian4j/prompts/ready/english} and {@code chinese}; each can be seen with {@link #get}, written to a file with
 * {@link PromptFiles#save}, and replaced with {@link #with}. Immutable.
 */
public final class ReadyPrompts {

    private final Map<ReadyPrompt, ChatPromptTemplate> prompts;

    private ReadyPrompts(Map<ReadyPrompt, ChatPromptTemplate> prompts) {
        this.prompts = prompts;
    }

    /** The prompts in a language. */
    public static ReadyPrompts of(PromptLanguage language) {
        String folder = "dev/lian4j/prompts/ready/" + language.name().toLowerCase(Locale.ROOT) + "/";
        Map<ReadyPrompt, ChatPromptTemplate> prompts = new EnumMap<>(ReadyPrompt.class);
        for (ReadyPrompt prompt : ReadyPrompt.values()) {
            prompts.put(prompt, PromptFiles.loadResource(folder + prompt.fileName(), ChatPromptTemplate.class));
        }
        return new ReadyPrompts(prompts);
    }

    /** The prompts in English. */
    public static ReadyPrompts english() {
        return of(PromptLanguage.ENGLISH);
    }

    /** The prompts in Chinese. */
    public static ReadyPrompts chinese() {
        return of(PromptLanguage.CHINESE);
    }

    /** The prompt for this. */
    public ChatPromptTemplate get(ReadyPrompt prompt) {
        ChatPromptTemplate template = prompts.get(prompt);
        if (template == null) {
            throw new IllegalStateException("No prompt for " + prompt);
        }
        return template;
    }

    /**
     * The same with another prompt for this.
     *
     * @throws TemplateException if it needs a variable that the one it replaces does not have
     */
    public ReadyPrompts with(ReadyPrompt prompt, ChatPromptTemplate template) {
        Set<String> given =
                get(prompt).variables().stream().map(TemplateVariable::name).collect(Collectors.toSet());
        List<String> unknown = template.inputVariables().stream()
                .filter(name -> !given.contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new TemplateException("A prompt for " + prompt + " is given " + given + ", and nobody gives it "
                    + unknown + ". Use those variables, or bind yours with partial().");
        }
        Map<ReadyPrompt, ChatPromptTemplate> others = new EnumMap<>(prompts);
        others.put(prompt, template);
        return new ReadyPrompts(others);
    }

    /** An answer from given text only: {@code context}, {@code question}. */
    public ChatPromptTemplate questionAnswering() {
        return get(ReadyPrompt.QUESTION_ANSWERING);
    }

    /** A question that stands alone: {@code chat_history} (messages or text), {@code question}. */
    public ChatPromptTemplate condenseQuestion() {
        return get(ReadyPrompt.CONDENSE_QUESTION);
    }

    /** A summary: {@code text}. */
    public ChatPromptTemplate summarise() {
        return get(ReadyPrompt.SUMMARISE);
    }

    /** A better summary, with one more piece of the text: {@code existing_answer}, {@code text}. */
    public ChatPromptTemplate refine() {
        return get(ReadyPrompt.REFINE);
    }

    /** The summary of one piece among many: {@code text}. */
    public ChatPromptTemplate map() {
        return get(ReadyPrompt.MAP);
    }

    /** One summary of many: {@code text}. */
    public ChatPromptTemplate combine() {
        return get(ReadyPrompt.COMBINE);
    }

    /** A translation: {@code language}, {@code text}. */
    public ChatPromptTemplate translate() {
        return get(ReadyPrompt.TRANSLATE);
    }

    /** The data in a text, as JSON: {@code schema}, {@code text}. */
    public ChatPromptTemplate extraction() {
        return get(ReadyPrompt.EXTRACTION);
    }

    /** Reasoning and acting: {@code tools}, {@code tool_names}, {@code input}, {@code agent_scratchpad}. */
    public ChatPromptTemplate react() {
        return get(ReadyPrompt.REACT);
    }
}
