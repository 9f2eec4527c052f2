package dev.lian4j.parsers;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.lian4j.core.error.OutputParserException;
import java.io.IOException;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * YAML that has been read once and holds nothing that is refused.
 *
 * @param yaml the YAML
 * @param tree what it holds
 */
record YamlText(String yaml, JsonNode tree) {

    static final int MAX_DEPTH = 100;

    private static final YAMLFactory FACTORY = factory();

    private static YAMLFactory factory() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(Limits.MAX_CHARACTERS);
        options.setAllowDuplicateKeys(false);
        return YAMLFactory.builder()
                .loaderOptions(options)
                .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
    }

    static YamlText check(String yaml, String output) {
        try (JsonParser parser = parserOf(yaml)) {
            JsonNode tree = Json.MAPPER.readTree(parser);
            return new YamlText(yaml, tree == null ? Json.MAPPER.missingNode() : tree);
        } catch (MismatchedInputException e) { // any tree fits, so there is something after it
            throw new OutputParserException("The YAML holds a second document.", output, e);
        } catch (JsonProcessingException e) {
            throw new OutputParserException("The output is not YAML" + where(e), output, e);
        } catch (IOException | NumberFormatException e) {
            throw new OutputParserException("The YAML cannot be read: " + e.getMessage(), output, e);
        }
    }

    private static String where(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : ", line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return place + ": " + e.getOriginalMessage().lines().findFirst().orElse("") + ".";
    }

    /** A parser of the values, each with the text that it was written as. */
    JsonParser parser() throws IOException {
        return parserOf(yaml);
    }

    private static JsonParser parserOf(String yaml) throws IOException {
        return new NoAliases(FACTORY.createParser(yaml));
    }

    /** Refuses aliases: the parser would take one for the text of its name. */
    private static final class NoAliases extends JsonParserDelegate {

        private final YAMLParser parser;

        NoAliases(YAMLParser parser) {
            super(parser);
            this.parser = parser;
        }

        @Override
        public JsonToken nextToken() throws IOException {
            JsonToken token = super.nextToken();
            if (parser.isCurrentAlias()) {
                throw new JsonParseException(parser, "aliases are refused; write the value out");
            }
            return token;
        }
    }
}
