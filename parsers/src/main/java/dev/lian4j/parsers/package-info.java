/**
 * Output parsers: from a model's text to values. Imports only the JDK, core, Jackson, Commons CSV, the JSON Schema
 * generator and validator, and Jakarta Validation where it is there.
 */
@NullMarked
package dev.lian4j.parsers;

import org.jspecify.annotations.NullMarked;
