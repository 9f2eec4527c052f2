package dev.lian4j.core.memory;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TextResult;
import java.util.List;

/** A chain with a memory around it. */
record Remembering<O extends TextResult>(Memory memory, Chain<Turn, O> chain) implements Chain<String, O> {

    @Override
    public O invoke(String input, Run run) {
        O result = run.call(chain, new Turn(input, memory.recall(input, run.muted())));
        run.checkCancelled();
        Message answer = result instanceof ChatResponse response ? response.message() : Message.ai(result.text());
        memory.save(List.of(Message.user(input), answer));
        return result;
    }

    @Override
    public boolean streams() {
        return chain.streams();
    }
}
