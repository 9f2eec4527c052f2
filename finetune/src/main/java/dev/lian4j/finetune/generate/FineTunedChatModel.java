package dev.lian4j.finetune.generate;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.finetune.pretrained.Pretrained;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.text.ChatTemplate;
import dev.lian4j.finetune.text.KnownChatTemplate;
import dev.lian4j.finetune.text.SpecialTokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A model in this process as a chat model: one that was fine-tuned, or any other that this module reads. Without a
 * temperature it takes the likeliest token each time, so that answers repeat. It writes no tool calls, no JSON by a
 * schema and sees no images. Of {@link ChatParameters#extra} it takes {@code repetition_penalty}. Thread safe while the
 * model is not being trained.
 */
public final class FineTunedChatModel implements ChatModel {

    private final Generator generator;
    private final ChatTemplate template;
    private final String name;
    private final ChatParameters defaults;

    private FineTunedChatModel(Generator generator, ChatTemplate template, String name, ChatParameters defaults) {
        this.generator = generator;
        this.template = template;
        this.name = name;
        this.defaults = defaults;
    }

    /** Answers with this generator's model, conversations written by the template. */
    public static FineTunedChatModel of(Generator generator, ChatTemplate template) {
        return new FineTunedChatModel(generator, template, "fine-tuned", ChatParameters.NONE);
    }

    /**
     * Answers with a model from disk and its own chat template.
     *
     * @throws ModelException if it has none, or one that is not known
     */
    public static FineTunedChatModel of(Pretrained pretrained) {
        String jinja = pretrained
                .chatTemplate()
                .orElseThrow(() -> new ModelException(pretrained.source()
                        + " has no chat template: it only continues texts. Take it as a language model, or choose"
                        + " a KnownChatTemplate"));
        Path file = pretrained.source().getFileName();
        return of(Generator.of(pretrained.model(), pretrained.tokenizer()), KnownChatTemplate.of(jinja))
                .named(file == null ? "" : file.toString(), ChatParameters.NONE);
    }

    /** As {@link #of(Pretrained)}, read from a GGUF file or a directory of Hugging Face's, for as long as the engine lives. */
    public static FineTunedChatModel open(TensorEngine engine, Path source) {
        return of(Pretrained.open(engine, source));
    }

    /** The same under this name, with parameters for requests that leave them open. */
    public FineTunedChatModel named(String modelName, ChatParameters parameters) {
        return new FineTunedChatModel(generator, template, modelName, parameters);
    }

    @Override
    public Set<ChatFeature> features() {
        return Asked.FEATURES;
    }

    /**
     * Answers a conversation.
     *
     * @throws dev.lian4j.core.error.ContextLengthExceededException if it is longer than the context
     * @throws ModelException if something is asked for that this model cannot do, or the template cannot write
     * @throws dev.lian4j.core.error.CancelledException if the run is cancelled, or the thread interrupted
     */
    @Override
    public ChatResponse invoke(ChatRequest request, Run run) {
        Asked asked = Asked.of(request, defaults, name);
        int[] prompt = generator.tokenizer().encode(template.prompt(harmless(request.messages())));
        List<ChatResponse> answers = new ArrayList<>();
        for (int i = 0; i < asked.answers(); i++) {
            // Only the first is the text of the result, so only its pieces are handed on.
            answers.add(answer(generator.generate(prompt, asked.options(i), i == 0 ? run : run.muted())));
        }
        ChatResponse first = answers.get(0);
        return new ChatResponse(
                first.message(),
                first.finishReason(),
                first.usage(),
                name,
                answers.subList(1, answers.size()),
                first.logprobs());
    }

    private ChatResponse answer(Generated text) {
        return new ChatResponse(
                AiMessage.of(text.text()), text.finishReason(), text.usage(), name, List.of(), text.logprobs());
    }

    private List<Message> harmless(List<Message> messages) {
        SpecialTokens special = generator.tokenizer().specialTokens();
        return messages.stream().map(message -> Harmless.of(message, special)).toList();
    }

    @Override
    public String toString() {
        return "FineTunedChatModel[" + name + "]";
    }
}
