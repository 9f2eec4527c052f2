package dev.lian4j.parsers.structured;

import java.util.List;

/**
 * Says what is wrong with a value, beyond what its type and schema say. With Jakarta Validation:
 * {@code value -> validator.validate(value).stream().map(v -> v.getPropertyPath() + " " + v.getMessage()).toList()}.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface Validator<T> {

    /** What is wrong, in words that a model can act on; empty where all is well. */
    List<String> problems(T value);
}
