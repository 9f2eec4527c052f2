package dev.lian4j.prompts.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Role;
import dev.lian4j.prompts.ChatPromptTemplate;
import dev.lian4j.prompts.PromptLanguage;
import dev.lian4j.prompts.file.PromptFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadyPromptsTest {

    @ParameterizedTest
    @EnumSource
    void haveTheSameVariablesInBothLanguages(ReadyPrompt prompt) {
        ChatPromptTemplate english = ReadyPrompts.english().get(prompt);
        ChatPromptTemplate chinese = ReadyPrompts.chinese().get(prompt);

        assertThat(chinese.inputVariables()).isEqualTo(english.inputVariables()).isNotEmpty();
        Map<String, String> values = english.inputVariables().stream()
                .collect(Collectors.toMap(Function.identity(), name -> "⟦" + name + "⟧"));
        for (ChatPromptTemplate template : List.of(english, chinese)) {
            assertThat(template.format(values)).contains(values.values());
            assertThat(template.formatMessages(values))
                    .extracting(Message::role)
                    .containsExactly(Role.SYSTEM, Role.USER);
        }
        assertThat(chinese.format(values)
                        .codePoints()
                        .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN))
                .hasSizeGreaterThan(10);
    }

    @Test
    void haveANameEach() {
        ReadyPrompts prompts = ReadyPrompts.of(PromptLanguage.ENGLISH);

        assertThat(prompts.questionAnswering().inputVariables()).containsExactly("context", "question");
        assertThat(prompts.condenseQuestion().inputVariables()).containsExactly("chat_history", "question");
        assertThat(prompts.summarise().inputVariables()).containsExactly("text");
        assertThat(prompts.refine().inputVariables()).containsExactly("existing_answer", "text");
        assertThat(prompts.map().inputVariables()).containsExactly("text");
        assertThat(prompts.combine().inputVariables()).containsExactly("text");
        assertThat(prompts.translate().inputVariables()).containsExactly("language", "text");
        assertThat(prompts.extraction().inputVariables()).containsExactly("schema", "text");
        assertThat(prompts.react().inputVariables())
                .containsExactly("tools", "tool_names", "input", "agent_scratchpad");
    }

    @Test
    void takeTheConversationAsMessages() {
        assertThat(ReadyPrompts.chinese()
                        .condenseQuestion()
                        .format(Map.of(
                                "chat_history",
                                List.of(Message.user("北京在哪？"), Message.ai("中国。")),
                                "question",
                                "那里冷吗？")))
                .contains("Human: 北京在哪？\nAI: 中国。", "那里冷吗？");
    }

    @Test
    void canBeReplaced() {
        ChatPromptTemplate own = ChatPromptTemplate.fromTemplate("Translate {text} to {language}, {style}!");

        assertThatThrownBy(() -> ReadyPrompts.english().with(ReadyPrompt.TRANSLATE, own))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("style");
        ReadyPrompts prompts = ReadyPrompts.english().with(ReadyPrompt.TRANSLATE, own.partial("style", "快"));
        assertThat(prompts.translate().format(Map.of("text", "a", "language", "b")))
                .isEqualTo("Human: Translate a to b, 快!");
        assertThat(prompts.summarise().inputVariables()).containsExactly("text");
    }

    @Test
    void canBeSavedChangedAndLoaded(@TempDir Path folder) {
        for (ReadyPrompt prompt : ReadyPrompt.values()) {
            Path file = folder.resolve(prompt + ".yaml");
            ChatPromptTemplate template = ReadyPrompts.chinese().get(prompt);
            PromptFiles.save(template, file);
            Map<String, String> values =
                    template.inputVariables().stream().collect(Collectors.toMap(Function.identity(), name -> "值"));
            assertThat(PromptFiles.load(file, ChatPromptTemplate.class).formatMessages(values))
                    .isEqualTo(template.formatMessages(values));
        }
    }
}
