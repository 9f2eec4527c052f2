package dev.lian4j.parsers.tool;

import dev.lian4j.core.tool.Tool;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Tools made of an object's methods that are marked {@link ToolMethod}, as LangChain's {@code @tool}. Parameters become
 * the arguments, by the names that the compiler keeps with {@code -parameters}; one of type
 * {@link dev.lian4j.core.Run} gets the run of the call. A method that gives nothing tells the model that it is done. All
 * else as with {@link FunctionTool}.
 */
public final class ToolMethods {

    private ToolMethods() {}

    /**
     * The object's tools, by name; those of its superclasses too.
     *
     * @throws IllegalArgumentException if it has none, one cannot be called, or two have the same name
     */
    public static List<Tool> of(Object holder) {
        List<Tool> tools = methods(holder.getClass()).stream()
                .filter(method -> method.isAnnotationPresent(ToolMethod.class))
                .map(method -> (Tool) MethodTool.of(holder, method))
                .sorted(Comparator.comparing(Tool::name))
                .toList();
        if (tools.isEmpty()) {
            throw new IllegalArgumentException(holder.getClass().getName() + " has no method marked @ToolMethod");
        }
        return Toolbox.of(tools).tools();
    }

    private static List<Method> methods(Class<?> type) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> part = type; part != null; part = part.getSuperclass()) {
            Arrays.stream(part.getDeclaredMethods())
                    .filter(method -> methods.stream().noneMatch(known -> overrides(known, method)))
                    .forEach(methods::add);
        }
        return methods;
    }

    private static boolean overrides(Method known, Method method) {
        return known.getName().equals(method.getName())
                && Arrays.equals(known.getParameterTypes(), method.getParameterTypes());
    }
}
