package dev.lian4j.parsers.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says more of a parameter of a {@link ToolMethod}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ToolParam {

    /** What it means, for the model. */
    String description() default "";

    /** The name in the arguments; the parameter's own unless said. */
    String name() default "";

    /**
     * Whether it must be there. One with a default, an {@code Optional} and one marked {@code @Nullable} need not, whatever
     * this says.
     */
    boolean required() default true;

    /** What is meant where it is not there, as JSON or, for texts and enums, as it is; empty for none. */
    String defaultValue() default "";
}
