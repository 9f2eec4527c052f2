package dev.lian4j.examples.cli;

import dev.lian4j.core.RunListener;
import dev.lian4j.core.Step;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Prints each call of a tool when it has ended. */
final class AgentSteps implements RunListener {

    private final Console console;
    private final boolean json;
    private final Map<Long, ToolCall> calls = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    AgentSteps(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    @Override
    public void onStart(Step step, @Nullable Object input) {
        if (step.kind() == StepKind.TOOL && input instanceof ToolCall call) {
            calls.put(step.id(), call);
        }
    }

    @Override
    public void onEnd(Step step, @Nullable Object output, Duration took) {
        ToolCall call = calls.remove(step.id());
        if (call != null && output instanceof ToolMessage result) {
            print(call, result.text());
        }
    }

    @Override
    public void onError(Step step, Throwable error, Duration took) {
        ToolCall call = calls.remove(step.id());
        if (call != null) {
            print(call, String.valueOf(error.getMessage()));
        }
    }

    private void print(ToolCall call, String output) {
        int number = count.incrementAndGet();
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("step", number);
            line.put("tool", call.name());
            line.put("input", call.arguments());
            line.put("output", output);
            console.json(line);
        } else {
            console.note("%d. %s %s → %s".formatted(number, call.name(), call.arguments(), output.strip()));
        }
    }
}
