/**
 * The contract of prompt templates. Imports chains and models.
 */
@NullMarked
package dev.lian4j.core.prompt;

import org.jspecify.annotations.NullMarked;
