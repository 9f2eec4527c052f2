package dev.lian4j.core.mcp;

import dev.lian4j.core.Run;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.core.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A tool that takes a text and does with its call's JSON what it is told. */
record TestTool(String toolName, String description, UnaryOperator<String> work) implements Tool {

    static TestTool of(String name, UnaryOperator<String> work) {
        return new TestTool(name, "用于测试:" + name, work);
    }

    @Override
    public ToolSpec spec() {
        Map<String, Object> text = Map.of("type", "string", "description", "一段文字");
        return new ToolSpec(
                toolName,
                description,
                Map.of("type", "object", "properties", Map.of("text", text), "required", List.of("text")));
    }

    @Override
    public ToolMessage invoke(ToolCall call, Run run) {
        return new ToolMessage(call.id(), work.apply(call.arguments()));
    }

    static ToolCall call(String name) {
        return new ToolCall("call_1", name, "{\"text\":\"你好\"}");
    }

    static Tool named(List<Tool> tools, String name) {
        return tools.stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
