package dev.lian4j.parsers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.lian4j.core.error.OutputParserException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What JSON is turned into.
 *
 * @param type the Java type
 * @param form object or array; null where any will do
 */
record JsonTarget<T>(JavaType type, @Nullable JsonNodeType form) implements JsonReader<T> {

    private static final Pattern MISSING = Pattern.compile("Missing (?:required )?creator property '([^']*)'.*");
    private static final Pattern NULL = Pattern.compile("Invalid `null` value encountered for property \"([^\"]*)\".*");

    @Override
    public boolean fits(JsonNode node) {
        return form == null || node.getNodeType() == form;
    }

    @Override
    public String kind() {
        return form == null ? "an object or an array" : article(form);
    }

    /** Fields that come twice are left to the long way, where the last one counts. */
    @Override
    public @Nullable T direct(String json) {
        if (form != JsonNodeType.OBJECT || !json.startsWith("{")) {
            return null;
        }
        ObjectReader reader = Json.MAPPER.readerFor(type).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException | NumberFormatException | StackOverflowError e) {
            return null;
        }
    }

    @Override
    public T convert(JsonNode node, String output) {
        return convert(node, () -> node.traverse(Json.MAPPER), output);
    }

    /** The value, from the tokens that the tree was made of. */
    T convert(JsonNode node, Tokens tokens, String output) {
        if (!fits(node)) {
            throw new OutputParserException(
                    "The output holds " + article(node.getNodeType()) + ", expected " + kind() + ".", output);
        }
        try (JsonParser parser = tokens.open()) {
            T value = Json.MAPPER.readerFor(type).readValue(parser);
            checkElements(value, output);
            return value;
        } catch (JsonMappingException e) {
            throw new OutputParserException(
                    "The JSON does not fit " + name() + where(e) + ": " + what(e) + ".", output, e);
        } catch (JsonProcessingException e) {
            throw new OutputParserException(
                    "The JSON does not fit " + name() + ": " + e.getOriginalMessage() + ".", output, e);
        } catch (IOException e) {
            throw new OutputParserException("The JSON cannot be read: " + e.getMessage(), output, e);
        } catch (StackOverflowError e) { // records within records take more stack than a thread may have
            throw new OutputParserException("The JSON is nested too deep for this thread's stack.", output, e);
        }
    }

    private void checkElements(T value, String output) {
        if (type.isCollectionLikeType() && value instanceof List<?> list && list.contains(null)) {
            throw new OutputParserException("Element " + list.indexOf(null) + " of the JSON array is null.", output);
        }
    }

    private String name() {
        return type.isCollectionLikeType()
                ? "a list of " + type.getContentType().getRawClass().getSimpleName()
                : type.getRawClass().getSimpleName();
    }

    private static String where(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "" : " at " + (path.startsWith(".") ? path.substring(1) : path);
    }

    private static String what(JsonMappingException e) {
        String message = e.getOriginalMessage();
        Matcher missing = MISSING.matcher(message);
        Matcher isNull = NULL.matcher(message);
        if (missing.matches()) {
            return "'" + missing.group(1) + "' is missing";
        }
        if (isNull.matches()) {
            return "'" + isNull.group(1) + "' is null, and must have a value";
        }
        Throwable cause = e.getCause();
        return cause == null ? message : message + " (" + cause.getMessage() + ")";
    }

    private static String article(JsonNodeType form) {
        String name = form.name().toLowerCase(Locale.ROOT);
        return ("aeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    /** Opens a parser of a value's tokens. */
    @FunctionalInterface
    interface Tokens {
        JsonParser open() throws IOException;
    }
}
