package dev.lian4j.finetune.data;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.Tokenizer;
import dev.lian4j.finetune.text.ChatTemplate;
import dev.lian4j.finetune.text.TextTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Makes tokens of examples: those of the context, those of the target, and the one that ends a text, which the model must
 * learn too. Too long ones lose the beginning of their context, and how many is told. Immutable.
 *
 * @param tokenizer the model's
 * @param form what stands around context and target, such as a chat template
 * @param end the token that ends a text
 * @param maxLength the most tokens of an example, at least 2
 */
public record ExampleEncoder(Tokenizer tokenizer, UnaryOperator<Example> form, int end, int maxLength) {

    /** Checks the length. */
    public ExampleEncoder {
        if (maxLength < 2) {
            throw new IllegalArgumentException("maxLength must be at least 2, was " + maxLength);
        }
    }

    /** Context and target as they are. */
    public static ExampleEncoder plain(Tokenizer tokenizer, int end, int maxLength) {
        return new ExampleEncoder(tokenizer, UnaryOperator.identity(), end, maxLength);
    }

    /** Contexts as the questions of a conversation, targets as its answers. */
    public static ExampleEncoder chat(TextTokenizer tokenizer, ChatTemplate template, int maxLength) {
        int end = tokenizer
                .id(template.end())
                .orElseThrow(() -> new ModelException("The tokenizer has no token " + template.end()
                        + ", with which the chat template ends an answer"));
        return new ExampleEncoder(
                tokenizer,
                example -> new Example(template.prompt(example.messages()), example.target()),
                end,
                maxLength);
    }

    /**
     * The tokens of all examples.
     *
     * @throws ModelException if there are none
     */
    public Encoded encode(List<Example> examples) {
        if (examples.isEmpty()) {
            throw new ModelException("There are no examples to train on");
        }
        List<TokenExample> encoded = new ArrayList<>();
        int cut = 0;
        for (Example example : examples) {
            TokenExample whole = encode(example);
            TokenExample fitting = whole.cut(maxLength);
            cut += fitting.equals(whole) ? 0 : 1;
            encoded.add(fitting);
        }
        return new Encoded(List.copyOf(encoded), cut);
    }

    /** What a model is to go on from: the context as in training, whole. */
    public int[] prompt(Example example) {
        return context(form.apply(example));
    }

    private int[] context(Example formed) {
        int[] context = tokenizer.encode(formed.context());
        return context.length == 0 ? new int[] {end} : context; // the end of the text before stands for it
    }

    private TokenExample encode(Example example) {
        Example formed = form.apply(example);
        int[] context = context(formed);
        int[] target = tokenizer.encode(formed.target());
        int start = context.length;
        int[] tokens = Arrays.copyOf(context, start + target.length + 1);
        System.arraycopy(target, 0, tokens, start, target.length);
        tokens[tokens.length - 1] = end;
        return new TokenExample(tokens, start);
    }

    /**
     * What became of examples.
     *
     * @param examples their tokens, in order
     * @param cut how many were too long and lost the beginning of their context
     */
    public record Encoded(List<TokenExample> examples, int cut) {}
}
