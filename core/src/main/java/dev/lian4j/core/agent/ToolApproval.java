package dev.lian4j.core.agent;

import dev.lian4j.core.message.ToolCall;
import java.util.Set;
import java.util.function.Predicate;

/** Whether a tool may be called: asked before each call. What a tool's result says cannot get round it. */
@FunctionalInterface
public interface ToolApproval {

    /** Decides; on the agent's thread, so it may wait for a person. */
    Decision decide(ToolCall call);

    /** Every call is allowed. */
    static ToolApproval all() {
        return call -> Decision.ALLOWED;
    }

    /** Calls of these tools are allowed where the person says so, all others always. */
    static ToolApproval ask(Set<String> tools, Predicate<ToolCall> person) {
        return call -> !tools.contains(call.name()) || person.test(call)
                ? Decision.ALLOWED
                : Decision.refused("The person did not allow this call.");
    }

    /** Calls of these tools make the agent stop and wait, so that it is resumed when somebody has decided. */
    static ToolApproval waitFor(Set<String> tools) {
        return call -> tools.contains(call.name()) ? Decision.WAIT : Decision.ALLOWED;
    }

    /**
     * What was decided.
     *
     * @param kind allowed, refused or not yet decided
     * @param reason told to the model where refused
     */
    record Decision(Kind kind, String reason) {

        /** The tool is called. */
        public static final Decision ALLOWED = new Decision(Kind.ALLOWED, "");

        /** The agent stops and waits. */
        public static final Decision WAIT = new Decision(Kind.WAIT, "");

        /** The tool is not called, and the model is told why. */
        public static Decision refused(String reason) {
            return new Decision(Kind.REFUSED, reason);
        }

        /** The kinds of decision. */
        public enum Kind {
            /** The tool is called. */
            ALLOWED,
            /** The tool is not called. */
            REFUSED,
            /** Nobody has decided yet. */
            WAIT
        }
    }
}
