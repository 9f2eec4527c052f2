package dev.lian4j.prompts.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.prompts.FewShotPromptTemplate;
import dev.lian4j.prompts.FewShotPromptTemplateBuilder;
import dev.lian4j.prompts.PromptTemplate;
import dev.lian4j.prompts.StringPromptTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads few-shot prompts. */
record FewShotReader(PromptReader prompts) {

    private static final String[] FIELDS = {
        "examples",
        "example_prompt",
        "example_prompt_path",
        "prefix",
        "prefix_path",
        "suffix",
        "suffix_path",
        "example_separator",
        "template_format",
        "input_variables",
        "partial_variables"
    };

    FewShotPromptTemplate read(Fields fields) {
        fields.only(FIELDS);
        FewShotPromptTemplateBuilder builder = FewShotPromptTemplate.builder()
                .examples(examples(fields))
                .examplePrompt(examplePrompt(fields))
                .prefix(piece(fields, "prefix"))
                .suffix(piece(fields, "suffix"));
        fields.text("example_separator").ifPresent(builder::exampleSeparator);
        FewShotPromptTemplate template = withPartials(builder.build(), fields);
        DeclaredVariables.check(fields, template.variables());
        return template;
    }

    private static FewShotPromptTemplate withPartials(FewShotPromptTemplate built, Fields fields) {
        FewShotPromptTemplate template = built;
        for (Map.Entry<String, Object> partial : PromptReader.partials(fields).entrySet()) {
            template = template.partial(partial.getKey(), partial.getValue());
        }
        return template;
    }

    private PromptTemplate piece(Fields fields, String name) {
        boolean none = fields.get(name).isEmpty() && fields.get(name + "_path").isEmpty();
        return none ? PromptTemplate.of(PromptReader.format(fields), "") : prompts.template(fields, name);
    }

    private StringPromptTemplate examplePrompt(Fields fields) {
        if (fields.get("example_prompt_path").isPresent()) {
            PromptPlace other = prompts.place().open(fields.neededText("example_prompt_path"), PromptReader.PROMPTS);
            return new PromptReader(other).stringPrompt(new Fields(read(other), other.name()));
        }
        JsonNode inner =
                fields.get("example_prompt").orElseThrow(() -> fields.wrong("field 'example_prompt' is missing"));
        return prompts.stringPrompt(fields.at(inner, "example_prompt"));
    }

    private List<Map<String, Object>> examples(Fields fields) {
        JsonNode given = fields.get("examples").orElseThrow(() -> fields.wrong("field 'examples' is missing"));
        JsonNode list = given.isTextual() ? read(prompts.place().open(given.textValue(), PromptReader.PROMPTS)) : given;
        if (!list.isArray()) {
            throw fields.wrong("'examples' must be a list, or the name of a file with a list");
        }
        List<Map<String, Object>> examples = new ArrayList<>();
        for (JsonNode example : list) {
            examples.add(fields.at(example, "example " + (examples.size() + 1)).values());
        }
        return examples;
    }

    private static JsonNode read(PromptPlace place) {
        return PromptSyntax.of(place.real()).read(place.text(), place.name());
    }
}
