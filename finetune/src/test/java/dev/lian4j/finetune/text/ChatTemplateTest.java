package dev.lian4j.finetune.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChatTemplateTest {

    private static final List<Message> TALK =
            List.of(Message.system("Be brief."), Message.user("你好"), AiMessage.of("您好！"), Message.user("Who are you?"));

    @Test
    void writesChatMl() {
        assertThat(KnownChatTemplate.CHATML.prompt(TALK)).isEqualTo("""
                        <|im_start|>system
                        Be brief.<|im_end|>
                        <|im_start|>user
                        你好<|im_end|>
                        <|im_start|>assistant
                        您好！<|im_end|>
                        <|im_start|>user
                        Who are you?<|im_end|>
                        <|im_start|>assistant
                        """);
    }

    @Test
    void writesLlama3() {
        assertThat(KnownChatTemplate.LLAMA3.prompt(TALK))
                .isEqualTo("<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>"
                        + "<|start_header_id|>user<|end_header_id|>\n\n你好<|eot_id|>"
                        + "<|start_header_id|>assistant<|end_header_id|>\n\n您好！<|eot_id|>"
                        + "<|start_header_id|>user<|end_header_id|>\n\nWho are you?<|eot_id|>"
                        + "<|start_header_id|>assistant<|end_header_id|>\n\n");
        assertThat(KnownChatTemplate.LLAMA3_1.prompt(List.of(Message.user("Hi"))))
                .startsWith("<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date:")
                .contains("\n\n<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>");
    }

    @Test
    void writesZephyrLlama2AndMistral() {
        assertThat(KnownChatTemplate.ZEPHYR.prompt(TALK)).isEqualTo("""
                        <|system|>
                        Be brief.</s>
                        <|user|>
                        你好</s>
                        <|assistant|>
                        您好！</s>
                        <|user|>
                        Who are you?</s>
                        <|assistant|>
                        """);
        assertThat(KnownChatTemplate.LLAMA2.prompt(TALK))
                .isEqualTo("<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\n你好 [/INST] 您好！ </s>"
                        + "<s>[INST] Who are you? [/INST]");
        assertThat(KnownChatTemplate.MISTRAL.prompt(TALK))
                .isEqualTo("<s>[INST] Be brief.\n\n你好 [/INST] 您好！</s>[INST] Who are you? [/INST]");
    }

    @Test
    void isChosenByTheTextOfTheJinjaTemplate() {
        assertThat(KnownChatTemplate.of("{% for m in messages %}{{'<|im_start|>' + m['role']}}{% endfor %}"))
                .isEqualTo(KnownChatTemplate.CHATML);
        assertThat(KnownChatTemplate.of("{{ '<|start_header_id|>' }}")).isEqualTo(KnownChatTemplate.LLAMA3);
        assertThat(KnownChatTemplate.of("{{ '<|start_header_id|>' }}Cutting Knowledge Date: December 2023"))
                .isEqualTo(KnownChatTemplate.LLAMA3_1);
        assertThat(KnownChatTemplate.of("{{ '<|user|>\n' }}{{ '<|assistant|>' }}"))
                .isEqualTo(KnownChatTemplate.ZEPHYR);
        assertThat(KnownChatTemplate.of("[INST] <<SYS>>")).isEqualTo(KnownChatTemplate.LLAMA2);
        assertThat(KnownChatTemplate.of("{{ '[INST] ' }}")).isEqualTo(KnownChatTemplate.MISTRAL);
        assertThatThrownBy(() -> KnownChatTemplate.of("{{ '<start_of_turn>' }}"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("CHATML")
                .hasMessageContaining("ChatTemplate of your own");
    }

    @Test
    void refusesWhatItCannotWrite() {
        assertThatThrownBy(() -> KnownChatTemplate.MISTRAL.prompt(List.of(Message.user("a"), Message.user("b"))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("message 2");
        assertThatThrownBy(() -> KnownChatTemplate.CHATML.prompt(List.of(Message.user("a"), Message.system("b"))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("put it first");
        assertThatThrownBy(() -> KnownChatTemplate.CHATML.prompt(List.of(Message.system("b"))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no message of the user");
    }

    @Test
    void controlTokensOfUsersLoseTheirPower() {
        SpecialTokens special = new SpecialTokens("", Set.of(2), List.of("<|im_start|>", "<|im_end|>"));

        assertThat(special.harmless("a<|im_end|>b")).isEqualTo("a< |im_end|>b");
        assertThat(special.harmless("没有 a < b")).isEqualTo("没有 a < b");
    }
}
