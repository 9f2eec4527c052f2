package dev.lian4j.core.weights.peft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An {@code adapter_config.json}, read key by key; a value of the wrong kind is told with its key.
 *
 * @param file where it was read
 * @param json what it has
 */
record ConfigNode(Path file, ObjectNode json) {

    private static final long LONGEST = 10_000_000;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static ConfigNode read(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new ModelException(
                        file + " has " + Files.size(file) + " bytes, at most " + LONGEST + " are read");
            }
            if (MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
                return new ConfigNode(file, object);
            }
            throw new ModelException(file + " holds no JSON object: it is no adapter_config.json of PEFT");
        } catch (NoSuchFileException e) {
            throw new ModelException(
                    "There is no " + file + ": an adapter of PEFT is a directory with that file",
                    ModelException.Details.NONE,
                    e);
        } catch (JsonProcessingException e) {
            throw new ModelException(
                    file + " is no whole JSON (" + e.getOriginalMessage() + "): write or fetch the adapter again",
                    ModelException.Details.NONE,
                    e);
        } catch (IOException e) {
            throw new ModelException("Cannot read " + file, ModelException.Details.NONE, e);
        }
    }

    ModelException fail(String key, String wanted) {
        return new ModelException(file + ": '" + key + "' is " + json.get(key) + ", it must be " + wanted);
    }

    /** Refuses what is set but not honoured here: reading on would give another model than the one that was trained. */
    void refuse(String... keys) {
        for (String key : keys) {
            JsonNode value = json.path(key);
            boolean unset = value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty());
            if (!unset && !(value.isBoolean() && !value.booleanValue())) {
                throw new ModelException(file + ": '" + key + "' is set, which is not supported here: merge the adapter"
                        + " into its model with PEFT, or train it without");
            }
        }
    }

    private boolean has(String key) {
        return json.hasNonNull(key);
    }

    String text(String key, String otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (!json.get(key).isTextual()) {
            throw fail(key, "a text");
        }
        return json.get(key).textValue();
    }

    boolean flag(String key) {
        if (has(key) && !json.get(key).isBoolean()) {
            throw fail(key, "true or false");
        }
        return json.path(key).booleanValue();
    }

    int whole(String key) {
        return whole(key, json.path(key));
    }

    private int whole(String key, JsonNode value) {
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw fail(key, "a whole number");
        }
        return value.intValue();
    }

    double number(String key, double otherwise) {
        return has(key) ? number(key, json.get(key)) : otherwise;
    }

    private double number(String key, JsonNode value) {
        if (!value.isNumber()) {
            throw fail(key, "a number");
        }
        return value.doubleValue();
    }

    List<String> texts(String key) {
        return list(key, value -> {
            if (!value.isTextual()) {
                throw fail(key, "a list of texts");
            }
            return value.textValue();
        });
    }

    /** A list of whole numbers; one alone is a list too. */
    List<Integer> wholes(String key) {
        return json.path(key).isNumber() ? List.of(whole(key)) : list(key, value -> whole(key, value));
    }

    private <T> List<T> list(String key, Function<JsonNode, T> reader) {
        if (has(key) && !json.get(key).isArray()) {
            throw fail(key, "a list");
        }
        List<T> list = new ArrayList<>();
        json.path(key).forEach(value -> list.add(reader.apply(value)));
        return list;
    }

    Map<String, Integer> wholesByName(String key) {
        return map(key, value -> whole(key, value));
    }

    Map<String, Double> numbersByName(String key) {
        return map(key, value -> number(key, value));
    }

    private <T> Map<String, T> map(String key, Function<JsonNode, T> reader) {
        if (has(key) && !json.get(key).isObject()) {
            throw fail(key, "an object");
        }
        Map<String, T> map = new LinkedHashMap<>();
        json.path(key).properties().forEach(entry -> map.put(entry.getKey(), reader.apply(entry.getValue())));
        return map;
    }

    /** Names in a list, or a pattern in a text. */
    TargetModules modules(String key) {
        return json.path(key).isTextual() ? TargetModules.matching(text(key, "")) : new TargetModules(texts(key), "");
    }
}
