package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the parameters of a model itself that LoRA trains besides its matrices. */
final class OwnNames {

    private static final String BIAS = ".bias";

    private OwnNames() {}

    /**
     * The names of biases and of modules to be trained whole.
     *
     * @param all the model's parameters
     * @param adapted the projections with matrices
     */
    static List<String> of(LoraConfig config, Collection<String> all, Set<String> adapted) {
        config.modulesToSave().forEach(module -> check(module, all));
        return all.stream()
                .filter(name -> bias(config.bias(), name, adapted)
                        || config.modulesToSave().stream().anyMatch(module -> within(name, module)))
                .toList();
    }

    private static boolean bias(LoraConfig.Bias bias, String name, Set<String> adapted) {
        return name.endsWith(BIAS)
                && switch (bias) {
                    case NONE -> false;
                    case ALL -> true;
                    case LORA_ONLY -> adapted.contains(name.substring(0, name.length() - BIAS.length()));
                };
    }

    private static boolean within(String parameter, String module) {
        String owner = parameter.substring(0, parameter.lastIndexOf('.'));
        return owner.equals(module) || owner.endsWith("." + module);
    }

    private static void check(String module, Collection<String> all) {
        if (all.stream().noneMatch(name -> within(name, module))) {
            Set<String> modules = new TreeSet<>();
            all.forEach(name -> modules.add(name.replaceAll("\\.[^.]*$", "").replaceAll(".*\\.", "")));
            throw new ModelException("No module '" + module + "' has parameters of its own that could be trained whole"
                    + " (a language head that is the embedding table has none); the model has " + modules);
        }
    }
}
