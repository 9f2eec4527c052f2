package dev.lian4j.prompts.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.lian4j.core.error.TemplateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two syntaxes of prompt files. Keys stand once, one document stands in a file, and nothing is instantiated. */
record PromptSyntax(String name, ObjectMapper mapper) {

    private static final PromptSyntax JSON = new PromptSyntax(
            "JSON",
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build());

    private static final PromptSyntax YAML = new PromptSyntax(
            "YAML",
            YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
                    .build());

    static PromptSyntax of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return JSON;
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return YAML;
        }
        throw new TemplateException("Prompt file " + file + " must end in .json, .yaml or .yml.");
    }

    JsonNode read(String text, String where) {
        try {
            if (mapper instanceof YAMLMapper) {
                refuseAliases(text, where);
            }
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new TemplateException(
                    where + " is not " + name + position(e.getLocation()) + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new TemplateException(where + " is not " + name + ": " + e.getMessage());
        }
    }

    private static String position(@Nullable JsonLocation at) {
        return at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** An alias would be read as its own name, which nobody means. */
    private void refuseAliases(String text, String where) throws IOException {
        try (YAMLParser parser = (YAMLParser) mapper.getFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw new TemplateException(where + ", line "
                            + parser.currentTokenLocation().getLineNr()
                            + ": aliases are not supported; write the value out.");
                }
            }
        }
    }

    String write(JsonNode node) {
        try {
            String text = mapper.writeValueAsString(node);
            return text.endsWith("\n") ? text : text + "\n";
        } catch (JsonProcessingException e) {
            throw new TemplateException("The prompt cannot be written as " + name + ": " + e.getOriginalMessage());
        }
    }

    /** A value of a file as plain Java: text, number, boolean, list, map. */
    static Object plain(JsonNode node) {
        return JSON.mapper.convertValue(node, Object.class);
    }

    /** A plain value as a node. */
    static JsonNode node(Object value) {
        return JSON.mapper.valueToTree(value);
    }
}
