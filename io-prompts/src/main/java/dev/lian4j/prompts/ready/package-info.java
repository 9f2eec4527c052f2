/**
 * Prompts that are ready for use, in English and Chinese. Imports prompts and its files.
 */
@NullMarked
package dev.lian4j.prompts.ready;

import org.jspecify.annotations.NullMarked;
