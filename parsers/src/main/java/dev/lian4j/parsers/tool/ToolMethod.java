package dev.lian4j.parsers.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a method a tool, see {@link ToolMethods}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ToolMethod {

    /** What it does and when to call it, for the model. */
    String description();

    /** The tool's name, letters, digits, {@code _} and {@code -}; the method's own unless said. */
    String name() default "";
}
