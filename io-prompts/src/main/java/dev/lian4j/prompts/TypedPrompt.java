package dev.lian4j.prompts;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatRequest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A chat template whose values are a record's components. */
record TypedPrompt<R extends Record>(ChatPromptTemplate template, Map<String, ComponentReader> readers)
        implements Chain<R, ChatRequest> {

    static <R extends Record> TypedPrompt<R> of(Class<R> type, ChatPromptTemplate template) {
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.put(component.getName(), component);
        }
        Map<String, ComponentReader> readers = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (TemplateVariable variable : template.variables()) {
            RecordComponent component = components.get(variable.name());
            if (component == null && variable.required()) {
                problems.add("variable '" + variable.name() + "' has no component"
                        + NearNames.hint(variable.name(), components.keySet()));
            } else if (component != null && variable.messages() && !mayHoldMessages(component)) {
                problems.add("component '" + variable.name() + "' must be a List<Message>");
            } else if (component != null) {
                readers.put(variable.name(), ComponentReader.of(component));
            }
        }
        if (!problems.isEmpty()) {
            throw new TemplateException(
                    "The template does not fit record " + type.getSimpleName() + ": " + String.join("; ", problems)
                            + ". Its components: " + String.join(", ", components.keySet()) + ".");
        }
        return new TypedPrompt<>(template, readers);
    }

    private static boolean mayHoldMessages(RecordComponent component) {
        boolean others = component.getGenericType() instanceof ParameterizedType generic
                && Arrays.stream(generic.getActualTypeArguments()).anyMatch(TypedPrompt::isNoMessage);
        return Collection.class.isAssignableFrom(component.getType()) && !others;
    }

    private static boolean isNoMessage(Type argument) {
        return argument instanceof Class<?> type && !Message.class.isAssignableFrom(type);
    }

    @Override
    public ChatRequest invoke(R record, Run run) {
        Map<String, Object> values = new LinkedHashMap<>();
        readers.forEach((name, reader) -> {
            Object value = reader.read(record);
            if (value != null) {
                values.put(name, value);
            }
        });
        return template.formatPrompt(values);
    }

    @Override
    public String name() {
        return template.name();
    }

    @Override
    public StepKind kind() {
        return StepKind.PROMPT;
    }
}
