package dev.lian4j.core.agent;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StepTimeoutException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.tool.Tool;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of a tool, whose failure is told to the model rather than thrown: it may do better. */
record ToolStep(Map<String, Tool> tools, AgentLimits limits, ToolApproval approval)
        implements Chain<ToolCall, ToolMessage> {

    @Override
    public ToolMessage invoke(ToolCall call, Run run) {
        Tool tool = tools.get(call.name());
        if (tool == null) {
            return failed(call, "There is no tool '" + call.name() + "'. The tools are: " + tools.keySet());
        }
        ToolApproval.Decision decision = approval.decide(call);
        return decision.kind() == ToolApproval.Decision.Kind.ALLOWED
                ? called(tool, call, run)
                : failed(call, "The call was refused: " + decision.reason());
    }

    private ToolMessage called(Tool tool, ToolCall call, Run run) {
        try {
            return cut(run.call(tool.withTimeout(limits.toolTime()), call), call);
        } catch (StepTimeoutException e) {
            return failed(call, "The tool took longer than " + limits.toolTime() + " and was stopped.");
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            return failed(call, "The tool failed: " + message(e));
        }
    }

    private static String message(RuntimeException e) {
        @Nullable String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static ToolMessage failed(ToolCall call, String why) {
        return new ToolMessage(call.id(), why, true);
    }

    private ToolMessage cut(ToolMessage result, ToolCall call) {
        String text = result.text();
        int most = limits.resultCharacters();
        if (text.length() <= most && result.toolCallId().equals(call.id())) {
            return result;
        }
        String told = text.length() <= most ? text : shortened(text, most);
        return new ToolMessage(call.id(), told, result.error());
    }

    private static String shortened(String text, int most) {
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "\n[cut here: the result has " + text.length() + " characters]";
    }

    @Override
    public String name() {
        return "tools";
    }

    @Override
    public StepKind kind() {
        return StepKind.CHAIN;
    }
}
