/**
 * Models of Google's Gemini API. Imports core, {@code models.http} and {@code models.support}.
 */
@NullMarked
package dev.lian4j.models.gemini;

import org.jspecify.annotations.NullMarked;
