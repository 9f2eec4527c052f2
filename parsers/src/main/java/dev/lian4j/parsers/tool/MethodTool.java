package dev.lian4j.parsers.tool;

import dev.lian4j.core.Run;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.parsers.JsonBinding;
import dev.lian4j.parsers.JsonField;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method of an object as a tool. */
final class MethodTool {

    private final Object holder;
    private final Method method;

    private MethodTool(Object holder, Method method) {
        this.holder = holder;
        this.method = method;
    }

    static FunctionTool of(Object holder, Method method) {
        try {
            method.setAccessible(true); // a public method of a class that is not
            return new MethodTool(holder, method).tool();
        } catch (InaccessibleObjectException e) {
            throw new IllegalArgumentException("@ToolMethod " + method + " cannot be called; open its package", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("@ToolMethod " + method + ": " + e.getMessage(), e);
        }
    }

    private FunctionTool tool() {
        ToolMethod said = method.getAnnotation(ToolMethod.class);
        List<JsonField> fields = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.getType() != Run.class)
                .map(MethodParameter::field)
                .toList();
        JsonBinding<List<@Nullable Object>> binding = JsonBinding.ofFields(fields);
        String name = said.name().isEmpty() ? method.getName() : said.name();
        ToolSpec spec = new ToolSpec(name, said.description(), binding.schema());
        return new FunctionTool(spec, Body.of(binding, this::call), FunctionTool.MAX_RESULT);
    }

    private @Nullable Object call(List<@Nullable Object> values, Run run) throws Exception {
        Object result = invoke(arguments(values, run));
        return method.getReturnType() == void.class ? Results.DONE : result;
    }

    private @Nullable Object[] arguments(List<@Nullable Object> values, Run run) {
        Iterator<@Nullable Object> rest = values.iterator();
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            arguments.add(parameter.getType() == Run.class ? run.muted() : rest.next());
        }
        return arguments.toArray();
    }

    private @Nullable Object invoke(@Nullable Object[] arguments) throws Exception {
        try {
            return method.invoke(holder, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception own) {
                throw own;
            }
            if (e.getCause() instanceof Error fatal) {
                throw fatal;
            }
            throw e;
        }
    }
}
