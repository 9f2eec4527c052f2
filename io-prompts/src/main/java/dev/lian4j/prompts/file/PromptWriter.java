package dev.lian4j.prompts.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.prompt.BasePromptTemplate;
import dev.lian4j.prompts.ChatPromptTemplate;
import dev.lian4j.prompts.FewShotPromptTemplate;
import dev.lian4j.prompts.PromptTemplate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Makes of a prompt the fields that {@link PromptReader} reads. */
final class PromptWriter {

    private PromptWriter() {}

    static ObjectNode node(BasePromptTemplate prompt) {
        if (prompt instanceof PromptTemplate text) {
            return text(text);
        }
        if (prompt instanceof FewShotPromptTemplate fewShot) {
            return fewShot(fewShot);
        }
        if (prompt instanceof ChatPromptTemplate chat) {
            return ChatWriter.node(chat);
        }
        throw unwritable("a " + prompt.getClass().getSimpleName());
    }

    private static ObjectNode text(PromptTemplate prompt) {
        if (prompt.hasComputedValues()) {
            throw unwritable("a value that is computed each time");
        }
        if (!prompt.mustachePartials().isEmpty()) {
            throw unwritable("Mustache partials");
        }
        ObjectNode node = typed("prompt", prompt.inputVariables());
        node.put("template_format", prompt.templateFormat().label());
        node.put("template", prompt.toString());
        putPartials(node, prompt.partialVariables());
        return node;
    }

    private static ObjectNode fewShot(FewShotPromptTemplate prompt) {
        List<Map<String, Object>> examples =
                prompt.examples().orElseThrow(() -> unwritable("an example selector; give the examples themselves"));
        if (prompt.hasComputedValues()) {
            throw unwritable("a value that is computed each time");
        }
        ObjectNode node = typed("few_shot", prompt.inputVariables());
        node.put("template_format", format(prompt));
        node.put("prefix", plain(prompt.prefix()));
        node.set("example_prompt", node(prompt.examplePrompt()));
        node.set("examples", PromptSyntax.node(examples));
        node.put("suffix", plain(prompt.suffix()));
        node.put("example_separator", prompt.exampleSeparator());
        putPartials(node, prompt.partialVariables());
        return node;
    }

    private static String format(FewShotPromptTemplate prompt) {
        boolean empty = prompt.suffix().toString().isEmpty();
        PromptTemplate deciding = empty ? prompt.prefix() : prompt.suffix();
        PromptTemplate other = empty ? prompt.suffix() : prompt.prefix();
        if (!other.toString().isEmpty() && other.templateFormat() != deciding.templateFormat()) {
            throw unwritable("a prefix and a suffix of different forms");
        }
        return deciding.templateFormat().label();
    }

    /** A prefix or suffix, which has no fields of its own. */
    private static String plain(PromptTemplate piece) {
        if (hasMore(piece)) {
            throw unwritable("a prefix or suffix with values of its own; give them to the whole prompt");
        }
        return piece.toString();
    }

    /** Whether a template is more than its text. */
    static boolean hasMore(PromptTemplate template) {
        return template.hasComputedValues()
                || !template.partialVariables().isEmpty()
                || !template.mustachePartials().isEmpty();
    }

    static ObjectNode typed(String type, Collection<String> inputVariables) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("_type", type);
        inputVariables.forEach(node.putArray("input_variables")::add);
        return node;
    }

    static void putPartials(ObjectNode node, Map<String, Object> partials) {
        partials.values().forEach(PromptWriter::checkPlain);
        if (!partials.isEmpty()) {
            JsonNode values = PromptSyntax.node(partials);
            node.set("partial_variables", values);
        }
    }

    private static void checkPlain(Object value) {
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw unwritable("a value of type " + value.getClass().getSimpleName());
        }
    }

    static TemplateException unwritable(String what) {
        return new TemplateException("A prompt file cannot hold " + what + ".");
    }
}
