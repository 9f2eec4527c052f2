package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.peft.TargetModules;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.LinearSlot;
import dev.lian4j.finetune.model.ModelConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the projections that a method is to work on. */
final class Targets {

    private static final String EMBEDDING = "model.embed_tokens.";
    private static final Pattern LAYER = Pattern.compile("\\.layers\\.(\\d+)\\.");

    private Targets() {}

    /**
     * The projections that are meant; all but the language head where all linear ones are.
     *
     * @param layers only in these layers; in all where there are none
     */
    static List<LinearSlot> of(CausalLm model, TargetModules modules, Set<Integer> layers) {
        Map<String, LinearSlot> slots = model.linears();
        return names(slots.keySet(), modules, layers).stream()
                .map(name -> Objects.requireNonNull(slots.get(name)))
                .toList();
    }

    /** The same, of a model that is not there, only described. */
    static List<Shape> of(ModelConfig config, TargetModules modules, Set<Integer> layers) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        config.shapes().forEach((name, shape) -> {
            if (shape.size() == 2 && !name.startsWith(EMBEDDING)) {
                String module = name.substring(0, name.lastIndexOf('.'));
                shapes.put(module, new Shape(module, shape.get(1), shape.get(0)));
            }
        });
        shapes.putIfAbsent("lm_head", new Shape("lm_head", config.hiddenSize(), config.vocabularySize()));
        return names(shapes.keySet(), modules, layers).stream()
                .map(name -> Objects.requireNonNull(shapes.get(name)))
                .toList();
    }

    private static List<String> names(Set<String> all, TargetModules modules, Set<Integer> layers) {
        List<String> names = all.stream()
                .filter(name -> modules.isAllLinear() ? LAYER.matcher(name).find() : modules.matches(name))
                .filter(name -> layers.isEmpty() || layers.contains(layer(name)))
                .toList();
        if (names.isEmpty()) {
            throw new ModelException("No projection of the model is called " + modules + ", in the layers "
                    + (layers.isEmpty() ? "there are" : layers) + "; the model has " + endings(all));
        }
        return names;
    }

    private static int layer(String name) {
        Matcher matcher = LAYER.matcher(name);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private static Set<String> endings(Set<String> names) {
        Set<String> endings = new TreeSet<>();
        names.forEach(name -> endings.add(name.substring(name.lastIndexOf('.') + 1)));
        return endings;
    }

    /** A projection by its name and what it takes and gives. */
    record Shape(String name, long in, long out) {}
}
