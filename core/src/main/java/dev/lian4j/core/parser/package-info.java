/**
 * Output parsers: from a model's text to a value. Imports chains and models.
 */
@NullMarked
package dev.lian4j.core.parser;

import org.jspecify.annotations.NullMarked;
