/**
 * Marks text of others in a prompt. Imports prompts and core.
 */
@NullMarked
package dev.lian4j.prompts.guard;

import org.jspecify.annotations.NullMarked;
