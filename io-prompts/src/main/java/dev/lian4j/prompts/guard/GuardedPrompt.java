package dev.lian4j.prompts.guard;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.core.prompt.BasePromptTemplate;
import dev.lian4j.prompts.PromptLanguage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A template, some of whose values are marked. */
record GuardedPrompt(BasePromptTemplate template, PromptLanguage language, Set<String> names)
        implements Chain<Map<String, Object>, ChatRequest> {

    @Override
    public ChatRequest invoke(Map<String, Object> values, Run run) {
        UntrustedText guard = UntrustedText.create(language);
        Map<String, Object> marked = new LinkedHashMap<>(values);
        names.forEach(name -> marked.computeIfPresent(name, (key, value) -> guard.mark(text(key, value))));
        ChatRequest request = template.formatPrompt(marked);
        return new ChatRequest(told(guard.rule(), request.messages()), request.parameters());
    }

    private static String text(String name, Object value) {
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            throw new TemplateException("The value of '" + name + "' must be a text, to be marked as untrusted.");
        }
        if (value instanceof TextResult result) {
            return result.text();
        }
        return value instanceof Message message ? message.text() : String.valueOf(value);
    }

    private static List<Message> told(String rule, List<Message> messages) {
        List<Message> told = new ArrayList<>(messages);
        if (told.get(0) instanceof SystemMessage system) {
            told.set(0, Message.system(system.text() + "\n\n" + rule));
        } else {
            told.add(0, Message.system(rule));
        }
        return told;
    }

    @Override
    public StepKind kind() {
        return StepKind.PROMPT;
    }
}
