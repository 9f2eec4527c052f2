package dev.lian4j.parsers;

import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import jakarta.validation.constraints.NotBlank;

/**
 * Jakarta Validation's constraints on components ({@code @Min}, {@code @Size}, {@code @NotBlank}, {@code @Pattern} and
 * the like) as schema keywords, where a user has the two libraries for it.
 */
final class JakartaConstraints {

    private JakartaConstraints() {}

    /** Adds them to a generator's settings, if the libraries are there. */
    static void addTo(SchemaGeneratorConfigBuilder config) {
        if (isPresent("jakarta.validation.constraints.Min")
                && isPresent("com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule")) {
            Present.addTo(config);
        }
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, JakartaConstraints.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** A class of its own, so that the library's classes are touched only where they are. */
    private static final class Present {

        /** The library makes no more of it than that the text is not empty. */
        private static final String NO_BLANK = "\\S";

        private Present() {}

        static void addTo(SchemaGeneratorConfigBuilder config) {
            config.with(new JakartaValidationModule(JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
            config.forFields()
                    .withStringPatternResolver(field ->
                            field.getAnnotationConsideringFieldAndGetter(NotBlank.class) == null ? null : NO_BLANK);
        }
    }
}
