package dev.lian4j.prompts.file;

import dev.lian4j.prompts.NearNames;
import dev.lian4j.prompts.TemplateVariable;
import java.util.List;

/** Compares the {@code input_variables} of a file with those that its templates have. */
final class DeclaredVariables {

    private DeclaredVariables() {}

    static void check(Fields fields, List<TemplateVariable> variables) {
        if (fields.get("input_variables").isEmpty()) {
            return;
        }
        List<String> declared = fields.list("input_variables").stream()
                .map(name -> name.asText(""))
                .toList();
        List<String> names = variables.stream().map(TemplateVariable::name).toList();
        declared.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw fields.wrong(
                    "'" + name + "' in input_variables is not in the template" + NearNames.hint(name, names));
        });
        variables.stream()
                .filter(variable -> variable.required() && !declared.contains(variable.name()))
                .findFirst()
                .ifPresent(variable -> {
                    throw fields.wrong("the template has '" + variable.name() + "', which input_variables does not name"
                            + NearNames.hint(variable.name(), declared));
                });
    }
}
