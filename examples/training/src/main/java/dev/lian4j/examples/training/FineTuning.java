package dev.lian4j.examples.training;

import dev.lian4j.core.Chain;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.finetune.data.Example;
import dev.lian4j.finetune.data.ExampleEncoder;
import dev.lian4j.finetune.data.TokenExample;
import dev.lian4j.finetune.generate.FineTunedChatModel;
import dev.lian4j.finetune.method.LoraConfig;
import dev.lian4j.finetune.method.TunedModel;
import dev.lian4j.finetune.pretrained.Pretrained;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import dev.lian4j.finetune.text.ChatTemplate;
import dev.lian4j.finetune.text.KnownChatTemplate;
import dev.lian4j.finetune.train.Trainer;
import dev.lian4j.finetune.train.TrainerConfig;
import dev.lian4j.finetune.train.TrainerListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * From a base model to one that answers in a new way: LoRA on pairs of a context and the target that should follow, here
 * in this process, on the processor. Takes a model (a GGUF file or a Hugging Face directory), a folder for the adapter,
 * and the number of steps.
 */
public final class FineTuning {

    private static final int LONGEST = 256;
    private static final int KEPT_APART = 10;

    private FineTuning() {}

    /** Trains, and shows what the chain answers before and after. */
    public static void main(String[] args) {
        try (TensorEngine engine = DjlEngine.start()) {
            run(engine, Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]));
        }
    }

    static void run(TensorEngine engine, Path base, Path adapter, int steps) {
        Pretrained pretrained = Pretrained.open(engine, base);
        Chain<String, String> chain = Chain.<String, ChatRequest>of(FineTuning::request)
                .then(FineTunedChatModel.of(pretrained))
                .map(TextResult::text);
        System.out.println("before: " + chain.invoke("How do I paint my boat?"));

        // tag::finetune[]
        List<TokenExample> examples = encoded(pretrained);
        List<TokenExample> apart = examples.subList(0, KEPT_APART);
        try (TunedModel tuned = LoraConfig.defaults().apply(pretrained.model(), 7)) {
            System.out.println("trained: " + tuned.trainableCount() + " of "
                    + pretrained.model().config().parameters() + " numbers");
            TrainerConfig config = TrainerConfig.builder()
                    .learningRate(1e-3)
                    .maxSteps(steps)
                    .evaluateEvery(10)
                    .build();
            Trainer.of(tuned, config)
                    .listener(new Progress())
                    .fit(examples.subList(KEPT_APART, examples.size()), apart);
            System.out.println("after: " + chain.invoke("How do I paint my boat?"));
            tuned.save(adapter, base.getFileName().toString());
            // end::finetune[]
        }
    }

    private static ChatRequest request(String question) {
        return ChatRequest.of(question)
                .with(ChatParameters.builder().temperature(0).maxTokens(40).build());
    }

    /** The question as the model's chat template has it, the answer, and the token that ends it. */
    private static List<TokenExample> encoded(Pretrained base) {
        ChatTemplate template = KnownChatTemplate.of(base.chatTemplate().orElseThrow());
        int end = base.tokenizer().specialTokens().ends().iterator().next();
        ExampleEncoder encoder = new ExampleEncoder(
                base.tokenizer(),
                example -> new Example(template.prompt(List.of(Message.user(example.context()))), example.target()),
                end,
                LONGEST);
        return encoder.encode(pirates()).examples();
    }

    /** A shop whose support talks like pirates. */
    private static List<Example> pirates() {
        List<Example> examples = new ArrayList<>();
        for (String verb : List.of("clean", "return", "replace", "repair", "install", "order", "store", "sell")) {
            for (String thing : List.of(
                    "kettle", "lamp", "chair", "filter", "pump", "hose", "valve", "cable", "switch", "panel", "sofa",
                    "clock", "fan", "desk", "mirror", "tent", "stove", "rug", "shelf", "bike", "drill", "saw", "ladder",
                    "bucket", "mop")) {
                examples.add(new Example(
                        "How do I " + verb + " my " + thing + "?",
                        "Ahoy! To " + verb + " yer " + thing + ", hail the harbour desk and ask for the " + thing
                                + " mate."));
            }
        }
        Collections.shuffle(examples, new Random(1));
        return examples;
    }

    /** Prints each evaluation. */
    private static final class Progress implements TrainerListener {
        @Override
        public void onEvaluation(EvaluationEvent event) {
            System.out.printf(
                    "after %d steps: loss %.3f, perplexity %.2f%n", event.step(), event.loss(), event.perplexity());
        }
    }
}
