package dev.lian4j.finetune.text;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.Message;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The chat templates of the known models, written in Java. They add no system message of their own, even where a model's
 * Jinja template does.
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
public enum KnownChatTemplate implements ChatTemplate {
    /** SmolLM2, Qwen2, Qwen2.5, Qwen3 and many others. */
    CHATML(
            jinja -> jinja.contains("<|im_start|>"),
            turns -> turns.each(turn -> "<|im_start|>" + turn.role() + "\n" + turn.text() + "<|im_end|>\n")
                    + "<|im_start|>assistant\n",
            "<|im_end|>"),
    /** Llama 3; not 3.1 and later, which write a date. */
    LLAMA3(
            jinja -> jinja.contains("<|start_header_id|>") && !jinja.contains("Cutting Knowledge Date"),
            turns -> "<|begin_of_text|>"
                    + turns.each(turn -> header(turn.role()) + turn.text().strip() + "<|eot_id|>")
                    + header("assistant"),
            "<|eot_id|>"),
    /** Llama 3.1 and 3.2, with the dates that their templates take by default. */
    LLAMA3_1(
            jinja -> jinja.contains("<|start_header_id|>"),
            turns -> "<|begin_of_text|>" + header("system")
                    + "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n"
                    + turns.system().strip() + "<|eot_id|>"
                    + turns.eachButSystem(
                            turn -> header(turn.role()) + turn.text().strip() + "<|eot_id|>")
                    + header("assistant"),
            "<|eot_id|>"),
    /** Zephyr and TinyLlama's chat model. */
    ZEPHYR(
            jinja -> jinja.contains("<|user|>") && jinja.contains("<|assistant|>"),
            turns -> turns.each(turn -> "<|" + turn.role() + "|>\n" + turn.text() + "</s>\n") + "<|assistant|>\n",
            "</s>"),
    /** Llama 2's chat models: the system message stands in the first question. */
    LLAMA2(
            jinja -> jinja.contains("[INST]") && jinja.contains("<<SYS>>"),
            turns -> turns.inPairs(
                    system -> "<<SYS>>\n" + system + "\n<</SYS>>\n\n",
                    question -> "<s>[INST] " + question.strip() + " [/INST]",
                    answer -> " " + answer.strip() + " </s>"),
            " </s>"),
    /** Mistral's instruct models; a system message stands in the first question. */
    MISTRAL(
            jinja -> jinja.contains("[INST]"),
            turns -> "<s>"
                    + turns.inPairs(
                            system -> system + "\n\n",
                            question -> "[INST] " + question + " [/INST]",
                            answer -> " " + answer + "</s>"),
            "</s>");

    private final Predicate<String> recognises;
    private final Function<Turns, String> writer;
    private final String end;

    KnownChatTemplate(Predicate<String> recognises, Function<Turns, String> writer, String end) {
        this.recognises = recognises;
        this.writer = writer;
        this.end = end;
    }

    /**
     * The one that a model's Jinja template is.
     *
     * @throws ModelException if it is none of these; names them
     */
    public static KnownChatTemplate of(String jinja) {
        return Arrays.stream(values())
                .filter(known -> known.recognises.test(jinja))
                .findFirst()
                .orElseThrow(() -> new ModelException("This model's chat template is not known here; known are "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))
                        + ". Give the model one of them or a ChatTemplate of your own"));
    }

    private static String header(String role) {
        return "<|start_header_id|>" + role + "<|end_header_id|>\n\n";
    }

    @Override
    public String prompt(List<Message> messages) {
        return writer.apply(Turns.of(messages));
    }

    @Override
    public String end() {
        return end;
    }
}
