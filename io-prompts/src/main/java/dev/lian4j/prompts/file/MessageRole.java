package dev.lian4j.prompts.file;

import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Role;
import dev.lian4j.prompts.MessageTemplate;
import dev.lian4j.prompts.StringPromptTemplate;
import dev.lian4j.prompts.TextMessageTemplate;
import java.util.Locale;

/** The roles that a message in a prompt file may have. */
enum MessageRole {
    SYSTEM(Role.SYSTEM),
    HUMAN(Role.USER),
    AI(Role.AI);

    private final Role role;

    MessageRole(Role role) {
        this.role = role;
    }

    /** The role of a message; without one it is the person's, as LangChain reads it. */
    static MessageRole of(Fields fields) {
        String role = fields.text("role").orElse("human").toLowerCase(Locale.ROOT);
        return switch (role) {
            case "system" -> SYSTEM;
            case "human", "user" -> HUMAN;
            case "ai", "assistant" -> AI;
            default -> throw fields.wrong("role '" + role + "' is not one of system, human, user, ai, assistant");
        };
    }

    /** The name by which files have it. */
    static String label(Role role) {
        return role.label().toLowerCase(Locale.ROOT);
    }

    MessageTemplate template(StringPromptTemplate prompt) {
        return new TextMessageTemplate(role, prompt);
    }

    Message message(String text) {
        return switch (this) {
            case SYSTEM -> Message.system(text);
            case HUMAN -> Message.user(text);
            case AI -> Message.ai(text);
        };
    }
}
