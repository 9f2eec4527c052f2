package dev.lian4j.core.agent;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.json.PlainJson;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.core.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An agent for models that cannot call tools: it thinks, acts and observes in plain text. A reply without form is told to
 * the model, twice at most; then it is the answer. Source: Yao et al., "ReAct", 2022.
 */
public final class ReActAgent implements Agent {

    private static final int CORRECTIONS = 2;
    private static final String FORM =
            "Your reply had neither 'Action:' with 'Action Input:' nor 'Final Answer:'." + " Write one of the two.";

    private final Map<String, ToolSpec> tools;
    private final Chain<Map<String, Object>, ChatResponse> decide;

    private ReActAgent(ChatModel model, List<? extends Tool> tools, Chain<Map<String, Object>, ChatRequest> prompt) {
        this.tools = tools.stream().map(Tool::spec).collect(Collectors.toMap(ToolSpec::name, spec -> spec));
        ChatParameters stop = ChatParameters.builder()
                .stop("\nObservation:", "\nObservation:")
                .build();
        this.decide = prompt.map(request -> request.with(stop)).then(model);
    }

    /** An agent with the English prompt. */
    public static ReActAgent of(ChatModel model, List<? extends Tool> tools) {
        return of(model, tools, ReActPrompts.ENGLISH);
    }

    /** An agent with a prompt of its own. */
    public static ReActAgent of(
            ChatModel model, List<? extends Tool> tools, Chain<Map<String, Object>, ChatRequest> prompt) {
        return new ReActAgent(model, tools, prompt);
    }

    /** Quiet while it thinks: only the answer is the result's text, and which it is shows at its end. */
    @Override
    public boolean streams() {
        return false;
    }

    @Override
    public ChatResponse invoke(AgentState state, Run run) {
        String scratchpad = scratchpad(state.messages());
        ChatResponse response = ask(state, scratchpad, run);
        ReActReply reply = ReActReply.read(response.text());
        TokenUsage usage = response.usage();
        for (int i = 0; i < CORRECTIONS && !reply.hasForm(); i++) {
            scratchpad += "Thought: " + reply.thought() + "\nObservation: " + FORM + "\n";
            response = ask(state, scratchpad, run);
            reply = ReActReply.read(response.text());
            usage = usage.plus(response.usage());
        }
        return new ChatResponse(decision(reply, state.steps()), response.finishReason(), usage, response.model());
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.of(decide);
    }

    private ChatResponse ask(AgentState state, String scratchpad, Run run) {
        return run.muted()
                .call(
                        decide,
                        Map.of(
                                "tools", described(),
                                "tool_names", String.join(", ", tools.keySet()),
                                "input", question(state.messages()),
                                "agent_scratchpad", scratchpad));
    }

    private String described() {
        return tools.values().stream()
                .map(tool -> tool.name() + ": " + tool.description() + " Input: " + PlainJson.write(tool.parameters()))
                .collect(Collectors.joining("\n"));
    }

    /** The task; before it, what was said earlier. */
    private static String question(List<Message> messages) {
        int task = 0;
        for (int i = 0; i < messages.size(); i++) {
            boolean later = messages.stream().limit(i).anyMatch(ReActAgent::acted);
            task = messages.get(i) instanceof UserMessage && !later ? i : task;
        }
        String text = messages.get(task).text();
        return task == 0 ? text : Messages.transcript(messages.subList(0, task)) + "\nHuman: " + text;
    }

    private static boolean acted(Message message) {
        return message instanceof AiMessage said && !said.toolCalls().isEmpty();
    }

    private static String scratchpad(List<Message> messages) {
        StringBuilder text = new StringBuilder();
        boolean acting = false;
        for (Message message : messages) {
            acting |= acted(message);
            if (acting) {
                text.append(line(message));
            }
        }
        return text.toString();
    }

    private static String line(Message message) {
        if (message instanceof AiMessage said) {
            ToolCall call = said.toolCalls().get(0);
            return "Thought: " + said.text() + "\nAction: " + call.name() + "\nAction Input: " + call.arguments()
                    + "\n";
        }
        return (message instanceof ToolMessage ? "Observation: " : "Note: ") + message.text() + "\n";
    }

    private AiMessage decision(ReActReply reply, int step) {
        if (reply.action() == null) {
            return AiMessage.of(reply.answer() == null ? reply.thought() : reply.answer());
        }
        ToolCall call = new ToolCall("react-" + (step + 1), reply.action(), arguments(reply.action(), reply.input()));
        return new AiMessage(reply.thought(), List.of(call), "");
    }

    /** A plain text is the value of the only argument, where the tool has one. */
    private String arguments(String action, String input) {
        ToolSpec tool = tools.get(action);
        Object properties = tool == null ? null : tool.parameters().get("properties");
        boolean plain = !input.startsWith("{");
        return plain && properties instanceof Map<?, ?> map && map.size() == 1
                ? "{" + PlainJson.quoted(String.valueOf(map.keySet().iterator().next())) + ": "
                        + PlainJson.quoted(input) + "}"
                : input;
    }
}
