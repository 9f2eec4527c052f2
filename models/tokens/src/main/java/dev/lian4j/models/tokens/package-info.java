/**
 * Tokens as OpenAI's models count them. Imports core and jtokkit.
 */
@NullMarked
package dev.lian4j.models.tokens;

import org.jspecify.annotations.NullMarked;
