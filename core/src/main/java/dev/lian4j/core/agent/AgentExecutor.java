package dev.lian4j.core.agent;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.memory.Turn;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.tool.Tool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets an agent work on a task: asks it what to do, calls the tools that it wants, shows it the results, until it answers
 * or a limit is reached. A tool's failure is told to the agent; a model's is thrown. Immutable; safe for several threads,
 * as far as the tools are.
 */
public final class AgentExecutor implements Chain<String, AgentResult> {
    private final Agent agent;
    private final Map<String, Tool> tools;
    private final AgentLimits limits;
    private final ToolApproval approval;
    private final int parallelism;
    private final boolean lastWord;
    private final Consumer<AgentState> onStep;
    private final Clock clock;

    private AgentExecutor(Builder options) {
        this.agent = options.agent;
        this.tools = byName(options.tools);
        this.limits = options.limits;
        this.approval = options.approval;
        this.parallelism = options.parallelism;
        this.lastWord = options.lastWord;
        this.onStep = options.onStep;
        this.clock = options.clock;
    }

    private static Map<String, Tool> byName(List<Tool> tools) {
        Map<String, Tool> byName = new LinkedHashMap<>();
        tools.forEach(tool -> {
            if (byName.put(tool.name(), tool) != null) {
                throw new IllegalArgumentException("Two tools are named '" + tool.name() + "'");
            }
        });
        return byName;
    }

    /** An agent with its tools and the default limits. */
    public static AgentExecutor of(Agent agent, List<? extends Tool> tools) {
        return builder(agent, tools).build();
    }

    /** Settings for an agent with its tools. */
    public static Builder builder(Agent agent, List<? extends Tool> tools) {
        return new Builder(agent, List.copyOf(tools));
    }

    @Override
    public AgentResult invoke(String task, Run run) {
        return work(AgentState.of(task), approval, run);
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return Stream.concat(Stream.of(agent), tools.values().stream()).collect(Collectors.toUnmodifiableList());
    }

    /** This agent in a conversation: what a memory is put {@code around}. */
    public Chain<Turn, AgentResult> inConversation() {
        Chain<Turn, AgentResult> conversation = (turn, run) -> {
            List<Message> messages = new ArrayList<>(turn.history());
            messages.add(Message.user(turn.input()));
            return work(AgentState.of(messages), approval, run);
        };
        return conversation.named(name());
    }

    /** Goes on from a saved state. */
    public AgentResult resume(AgentState state) {
        return resume(state, approval);
    }

    /** Goes on from a saved state, with somebody else to allow calls: where the state waits for that. */
    public AgentResult resume(AgentState state, ToolApproval decided) {
        Chain<AgentState, AgentResult> from = (saved, run) -> work(saved, decided, run);
        return from.named(name()).invoke(state);
    }

    private AgentResult work(AgentState start, ToolApproval allowed, Run run) {
        Instant end = clock.instant().plus(limits.time());
        AgentState state = start;
        while (true) {
            if (waits(state, allowed)) {
                return new AgentResult("", StopReason.WAITING, state);
            }
            state = act(state, allowed, run);
            StopReason reason = limit(state, end);
            if (reason != null) {
                return early(state, reason, run);
            }
            ChatResponse response = run.call(agent, state);
            state = told(state.decided(response));
            if (response.message().toolCalls().isEmpty()) {
                return new AgentResult(response.text(), StopReason.ANSWERED, state);
            }
        }
    }

    private AgentState told(AgentState state) {
        onStep.accept(state);
        return state;
    }

    private static boolean waits(AgentState state, ToolApproval allowed) {
        return state.openCalls().stream()
                .anyMatch(call -> allowed.decide(call).kind() == ToolApproval.Decision.Kind.WAIT);
    }

    private AgentState act(AgentState state, ToolApproval allowed, Run run) {
        List<ToolCall> calls = state.openCalls();
        if (calls.isEmpty()) {
            return state;
        }
        ToolStep step = new ToolStep(tools, limits, allowed);
        List<ToolMessage> results = run.muted().call(step.each(parallelism), calls);
        return told(state.seen(results));
    }

    private @Nullable StopReason limit(AgentState state, Instant end) {
        if (state.steps() >= limits.steps()) {
            return StopReason.STEPS;
        }
        if (!clock.instant().isBefore(end)) {
            return StopReason.TIME;
        }
        if (state.usage().total() >= limits.tokens()) {
            return StopReason.TOKENS;
        }
        return Repetition.count(state.messages()) > limits.repeats() ? StopReason.LOOP : null;
    }

    /** Asks once more, for an answer from what is known; a model that still calls tools has none. */
    private AgentResult early(AgentState state, StopReason reason, Run run) {
        if (!lastWord) {
            return new AgentResult("", reason, state);
        }
        List<Message> messages = new ArrayList<>(state.messages());
        messages.add(Message.user(LAST_WORD));
        AgentState asked = new AgentState(messages, state.steps(), state.usage());
        ChatResponse response = run.call(agent, asked);
        AiMessage answer = AiMessage.of(response.text());
        return new AgentResult(
                response.text(),
                reason,
                state.decided(new ChatResponse(answer, response.finishReason(), response.usage(), response.model())));
    }

    private static final String LAST_WORD =
            "You cannot call any more tools. Answer now, as well as you can from what you know. 请不要再调用工具,直接回答。";

    @Override
    public boolean streams() {
        return agent.streams();
    }

    /** Settings. Not thread safe. */
    public static final class Builder {
        private final Agent agent;
        private final List<Tool> tools;
        private AgentLimits limits = AgentLimits.DEFAULT;
        private ToolApproval approval = ToolApproval.all();
        private int parallelism = 4;
        private boolean lastWord = true;
        private Consumer<AgentState> onStep = state -> {};
        private Clock clock = Clock.systemUTC();

        private Builder(Agent agent, List<Tool> tools) {
            this.agent = agent;
            this.tools = tools;
        }

        /** How far the agent may go; default {@link AgentLimits#DEFAULT}. */
        public Builder limits(AgentLimits most) {
            this.limits = most;
            return this;
        }

        /** How many steps the agent may make. */
        public Builder maxSteps(int most) {
            return limits(limits.withSteps(most));
        }

        /** How long the agent may take. */
        public Builder maxTime(Duration most) {
            return limits(limits.withTime(most));
        }

        /** Who allows calls; default: all are allowed. */
        public Builder approval(ToolApproval asked) {
            this.approval = asked;
            return this;
        }

        /** How many of the calls of one step run at once; default 4. */
        public Builder parallelism(int calls) {
            this.parallelism = calls;
            return this;
        }

        /** Whether an agent that reaches a limit is asked once more, for an answer without tools; default true. */
        public Builder lastWord(boolean asked) {
            this.lastWord = asked;
            return this;
        }

        /** Is told the state after each decision and after its calls, to save it. */
        public Builder onStep(Consumer<AgentState> listener) {
            this.onStep = listener;
            return this;
        }

        /** What time it is; replaced in tests. */
        public Builder clock(Clock other) {
            this.clock = other;
            return this;
        }

        /**
         * The executor.
         *
         * @throws IllegalArgumentException if two tools have one name
         */
        public AgentExecutor build() {
            return new AgentExecutor(this);
        }
    }
}
