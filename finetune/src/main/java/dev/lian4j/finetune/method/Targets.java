package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.peft.TargetModules;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.LinearSlot;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the projections that a method is to work on. */
final class Targets {

    private static final Pattern LAYER = Pattern.compile("\\.layers\\.(\\d+)\\.");

    private Targets() {}

    /**
     * The projections that are meant; all but the language head where all linear ones are.
     *
     * @param layers only in these layers; in all where there are none
     */
    static List<LinearSlot> of(CausalLm model, TargetModules modules, Set<Integer> layers) {
        List<LinearSlot> slots = model.linears().values().stream()
                .filter(slot ->
                        modules.isAllLinear() ? LAYER.matcher(slot.name()).find() : modules.matches(slot.name()))
                .filter(slot -> layers.isEmpty() || layers.contains(layer(slot.name())))
                .toList();
        if (slots.isEmpty()) {
            throw new ModelException("No projection of the model is called " + modules + ", in the layers "
                    + (layers.isEmpty() ? "there are" : layers) + "; the model has " + endings(model));
        }
        return slots;
    }

    private static int layer(String name) {
        Matcher matcher = LAYER.matcher(name);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private static Set<String> endings(CausalLm model) {
        Set<String> endings = new TreeSet<>();
        model.linears().keySet().forEach(name -> endings.add(name.substring(name.lastIndexOf('.') + 1)));
        return endings;
    }
}
