package dev.lian4j.models.testing;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.chat.ReadyReply;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a request that a {@link ScriptedChatModel} expects gets. Not thread safe. */
public final class ScriptedAnswer {

    private final ScriptedChatModel.Builder builder;
    private final String expected;
    private final Predicate<ChatRequest> condition;

    ScriptedAnswer(ScriptedChatModel.Builder builder, String expected, Predicate<ChatRequest> condition) {
        this.builder = builder;
        this.expected = expected;
        this.condition = condition;
    }

    private ScriptedChatModel.Builder then(Reaction.Play play) {
        return builder.add(new Reaction(expected, condition, play));
    }

    /** This text. */
    public ScriptedChatModel.Builder answer(String text) {
        return reply(ChatResponse.of(text));
    }

    /** This reply. */
    public ScriptedChatModel.Builder reply(ChatResponse reply) {
        return then((request, run) -> ReadyReply.emit(reply, run));
    }

    /** A call of a tool, with its arguments as JSON; the call's id is {@code call-1}. */
    public ScriptedChatModel.Builder callTool(String name, String arguments) {
        return callTools(new ToolCall("call-1", name, arguments));
    }

    /** Calls of tools. */
    public ScriptedChatModel.Builder callTools(ToolCall... calls) {
        return reply(new ChatResponse(
                new AiMessage("", List.of(calls), ""), FinishReason.TOOL_CALLS, TokenUsage.UNKNOWN, ""));
    }

    /** The text of these pieces, which are emitted as they are where pieces are wanted. */
    public ScriptedChatModel.Builder stream(String... pieces) {
        List<String> all = List.of(pieces);
        return then((request, run) -> {
            emit(all, run);
            return ChatResponse.of(String.join("", all));
        });
    }

    /** These pieces, and then the error. */
    public ScriptedChatModel.Builder streamThenFail(Supplier<? extends RuntimeException> error, String... pieces) {
        List<String> all = List.of(pieces);
        return then((request, run) -> {
            emit(all, run);
            throw error.get();
        });
    }

    private static void emit(List<String> texts, Run run) {
        Stream<Piece> pieces = texts.stream().map(Piece.Text::new);
        pieces.forEach(run::emit);
        run.checkCancelled();
    }

    /** An error; made anew for each call. */
    public ScriptedChatModel.Builder fail(Supplier<? extends RuntimeException> error) {
        return then((request, run) -> {
            throw error.get();
        });
    }
}
