/**
 * Values of Java types as a model's answers. Imports only the JDK, core and {@code parsers}.
 */
@NullMarked
package dev.lian4j.parsers.structured;

import org.jspecify.annotations.NullMarked;
