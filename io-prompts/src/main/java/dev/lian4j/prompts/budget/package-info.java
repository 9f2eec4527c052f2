/**
 * Prompts that keep to a number of tokens. Imports core only.
 */
@NullMarked
package dev.lian4j.prompts.budget;

import org.jspecify.annotations.NullMarked;
