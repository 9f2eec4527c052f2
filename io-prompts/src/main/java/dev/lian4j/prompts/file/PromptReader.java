package dev.lian4j.prompts.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.prompt.BasePromptTemplate;
import dev.lian4j.prompts.PromptTemplate;
import dev.lian4j.prompts.StringPromptTemplate;
import dev.lian4j.prompts.TemplateFormat;
import java.util.List;
import java.util.Map;

/** Reads prompts of any kind, and the texts that they name. */
record PromptReader(PromptPlace place, int depth) {

    /** Prompts within prompts; far fewer than a stack holds. */
    private static final int DEEPEST = 100;

    PromptReader(PromptPlace place) {
        this(place, 0);
    }

    static final List<String> PROMPTS = List.of(".json", ".yaml", ".yml");
    private static final List<String> TEXTS = List.of(".txt", ".md", ".mustache");

    BasePromptTemplate prompt(JsonNode node) {
        return prompt(new Fields(node, place.name()));
    }

    BasePromptTemplate prompt(Fields fields) {
        return fields.within(() -> byType(fields, fields.text("_type").orElse("prompt")));
    }

    private BasePromptTemplate byType(Fields fields, String type) {
        if (depth > DEEPEST) {
            throw fields.wrong("prompts stand within one another more than " + DEEPEST + " deep");
        }
        PromptReader inner = new PromptReader(place, depth + 1);
        return switch (type) {
            case "prompt" -> text(fields);
            case "few_shot" -> new FewShotReader(inner).read(fields);
            case "chat" -> new ChatReader(inner).read(fields);
            default -> throw fields.wrong("_type '" + type + "' is not one of prompt, few_shot, chat");
        };
    }

    StringPromptTemplate stringPrompt(Fields fields) {
        return Kinds.checked(prompt(fields), StringPromptTemplate.class, fields.where());
    }

    private PromptTemplate text(Fields fields) {
        fields.only("template", "template_path", "template_format", "partial_variables", "input_variables");
        PromptTemplate template = template(fields, "template");
        for (Map.Entry<String, Object> partial : partials(fields).entrySet()) {
            template = template.partial(partial.getKey(), partial.getValue());
        }
        DeclaredVariables.check(fields, template.variables());
        return template;
    }

    /** A template that is given, or the name of the file that it is in. */
    PromptTemplate template(Fields fields, String name) {
        String path = name + "_path";
        if (fields.get(name).isPresent() == fields.get(path).isPresent()) {
            throw fields.wrong("give '" + name + "' or '" + path + "', one of the two");
        }
        String text = fields.text(name)
                .orElseGet(() -> place.open(fields.neededText(path), TEXTS).text());
        return PromptTemplate.of(format(fields), text);
    }

    static TemplateFormat format(Fields fields) {
        return fields.text("template_format").map(TemplateFormat::of).orElse(TemplateFormat.F_STRING);
    }

    static Map<String, Object> partials(Fields fields) {
        return fields.get("partial_variables")
                .map(partials -> fields.at(partials, "partial_variables").values())
                .orElse(Map.of());
    }
}
