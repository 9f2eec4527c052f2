package dev.lian4j.models.local.worker;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.Pair;
import de.kherud.llama.args.PoolingType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The binding's model, as the worker calls it: one call at a time. */
final class Engine {

    private final LlamaModel model;

    private Engine(LlamaModel model) {
        this.model = model;
    }

    static Engine load(LoadRequest request) {
        ModelParameters parameters = new ModelParameters()
                .setModel(request.file())
                .setCtxSize(request.contextSize())
                .setThreads(request.threads())
                .disableContextShift();
        if (request.gpuLayers() > 0) {
            parameters.setGpuLayers(request.gpuLayers());
        }
        if (!request.adapter().isEmpty()) {
            parameters.addLoraAdapter(request.adapter());
        }
        if (!request.chatTemplate().isEmpty()) {
            parameters.enableJinja().setChatTemplate(request.chatTemplate());
        }
        if (!request.pooling().isEmpty()) {
            // A text to embed must fit into one physical batch.
            parameters
                    .enableEmbedding()
                    .setPoolingType(PoolingType.valueOf(request.pooling().toUpperCase(Locale.ROOT)))
                    .setBatchSize(request.contextSize())
                    .setUbatchSize(request.contextSize());
        }
        LlamaModel model = new LlamaModel(parameters);
        // The binding returns without an error from parameters that it refuses; the next call then crashes. Here is
        // where that does least harm.
        model.encode("ready?");
        return new Engine(model);
    }

    int count(String text) {
        return model.encode(text).length;
    }

    float[] embed(String text) {
        return model.embed(text);
    }

    String render(String roles) {
        String system = null;
        List<Pair<String, String>> messages = new ArrayList<>();
        String[] names = roles.split(",", -1);
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals("system")) {
                system = Placeholders.of(i);
            } else {
                messages.add(new Pair<>(names[i], Placeholders.of(i)));
            }
        }
        return model.applyTemplate(messages(system, messages));
    }

    private static InferenceParameters messages(@Nullable String system, List<Pair<String, String>> messages) {
        return new InferenceParameters("").setMessages(system, messages);
    }

    void generate(GenerateRequest request, BooleanSupplier cancelled, Consumer<String> pieces) {
        InferenceParameters parameters = new InferenceParameters(request.prompt())
                .setNPredict(request.maxTokens())
                .setCachePrompt(request.reusePrompt());
        request.sampling().forEach((number, value) -> number.set(parameters, value));
        if (!request.grammar().isEmpty()) {
            parameters.setGrammar(request.grammar());
        }
        LlamaIterator outputs = model.generate(parameters).iterator();
        while (outputs.hasNext()) {
            if (cancelled.getAsBoolean()) {
                outputs.cancel();
                return;
            }
            LlamaOutput output = outputs.next();
            // The last output belongs to no token.
            if (outputs.hasNext()) {
                pieces.accept(output.text);
            }
        }
    }
}
