/**
 * Selectors of examples: by length, meaning, variety and common words. Imports prompts and core.
 */
@NullMarked
package dev.lian4j.prompts.select;

import org.jspecify.annotations.NullMarked;
