/**
 * Tools made of Java: methods, and records with a function. Imports only the JDK, SLF4J, core and {@code parsers}.
 */
@NullMarked
package dev.lian4j.parsers.tool;

import org.jspecify.annotations.NullMarked;
