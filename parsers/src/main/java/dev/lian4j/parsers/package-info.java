/**
 * Output parsers: from a model's text to values. Imports only the JDK, core, Jackson, Commons CSV and the JSON
 * Schema generator.
 */
@NullMarked
package dev.lian4j.parsers;

import org.jspecify.annotations.NullMarked;
