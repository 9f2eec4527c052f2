package dev.lian4j.models.local;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.SystemMessage;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.weights.gguf.GgufHeader;
import dev.lian4j.models.local.worker.Frame;
import dev.lian4j.models.local.worker.Kind;
import dev.lian4j.models.local.worker.Placeholders;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A conversation as the model's own chat template writes it. The template is rendered with placeholders, and the texts
 * are put in here; a control token in a text loses its power by a space behind its first character.
 */
record ChatPrompt(GgufHeader header, String template, boolean keepsOwnSystemMessage) {

    private static final Pattern OWN_SYSTEM_MESSAGE =
            Pattern.compile("^<\\|im_start\\|>system\n.*?<\\|im_end\\|>\n", Pattern.DOTALL);

    ChatPrompt {
        if (template.isEmpty()) {
            throw new ModelException(header.file()
                    + " has no chat template: it only continues texts."
                    + " Use it as a language model, take an instruct model, or give it a chatTemplate");
        }
    }

    /** For a model as it was opened. */
    static ChatPrompt of(ModelHost host) {
        String template = host.options().chatTemplate(host.header());
        return new ChatPrompt(host.header(), template, host.options().keepsOwnSystemMessage());
    }

    /** The text to continue. */
    String render(List<Message> messages, NativeProcess process, Run run) {
        List<Part> parts = parts(messages);
        String roles = parts.stream().map(Part::role).collect(Collectors.joining(","));
        Frame answer = process.ask(run, call -> Frame.of(call, Kind.RENDER, roles));
        boolean asGiven = keepsOwnSystemMessage || parts.get(0).role().equals("system");
        String rendered = unframed(answer.text());
        String wanted =
                asGiven ? rendered : OWN_SYSTEM_MESSAGE.matcher(rendered).replaceFirst("");
        return withoutBos(filled(wanted, parts));
    }

    private static List<Part> parts(List<Message> messages) {
        List<Part> parts = new ArrayList<>();
        int systems = 0;
        while (systems < messages.size() && messages.get(systems) instanceof SystemMessage) {
            systems++;
        }
        if (systems > 0) {
            parts.add(new Part(
                    "system",
                    messages.subList(0, systems).stream().map(Message::text).collect(Collectors.joining("\n\n"))));
        }
        messages.subList(systems, messages.size()).forEach(message -> parts.add(part(message)));
        if (systems == messages.size()) {
            throw new ModelException("The conversation has only system messages; it needs one of the user");
        }
        return parts;
    }

    private static Part part(Message message) {
        if (message instanceof UserMessage user && user.contents().stream().allMatch(Content.Text.class::isInstance)) {
            return new Part("user", user.text());
        }
        if (message instanceof AiMessage ai && ai.toolCalls().isEmpty()) {
            return new Part("assistant", ai.text());
        }
        if (message instanceof SystemMessage) {
            throw new ModelException("A system message behind others cannot be given to a local model; put it first");
        }
        throw new ModelException("A local model takes texts only, no "
                + (message instanceof ToolMessage || message instanceof AiMessage ? "tool calls" : "images"));
    }

    private String unframed(String rendered) {
        int start = rendered.indexOf(Placeholders.START);
        int end = rendered.lastIndexOf(Placeholders.END);
        if (start < 0 || end < start) {
            throw new ModelException("llama.cpp cannot read the chat template of " + header.file()
                    + " and took another. Give it one by chatTemplate(...), or use it as a language model");
        }
        return rendered.substring(start + Placeholders.START.length(), end);
    }

    private String filled(String rendered, List<Part> parts) {
        boolean trims = template.matches("(?s).*(\\|\\s*trim|\\.strip\\(\\)).*");
        StringBuilder out = new StringBuilder();
        int done = 0;
        for (int i = 0; i < parts.size(); i++) {
            String placeholder = Placeholders.of(i);
            int at = rendered.indexOf(placeholder, done);
            if (at < 0) {
                throw new ModelException("The chat template of " + header.file().getFileName() + " leaves out the "
                        + parts.get(i).role() + " message " + (i + 1));
            }
            String text = harmless(parts.get(i).text());
            out.append(rendered, done, at).append(trims ? text.strip() : text);
            done = at + placeholder.length();
        }
        return out.append(rendered, done, rendered.length()).toString();
    }

    private String harmless(String text) {
        String harmless = text;
        for (String token : header.controlTokens()) {
            if (token.length() > 1 && harmless.contains(token)) {
                harmless = harmless.replace(token, token.charAt(0) + " " + token.substring(1));
            }
        }
        return harmless;
    }

    /** Where the tokenizer puts it first anyway, the template's own would be a second one. */
    private String withoutBos(String prompt) {
        String bos = header.bosToken();
        return header.addsBos() && !bos.isEmpty() && prompt.startsWith(bos) ? prompt.substring(bos.length()) : prompt;
    }

    /** A message as the template takes it. */
    private record Part(String role, String text) {}
}
