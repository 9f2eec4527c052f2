/**
 * Models of Anthropic over its Messages protocol. Imports core, {@code models.http} and {@code models.support}.
 */
@NullMarked
package dev.lian4j.models.anthropic;

import org.jspecify.annotations.NullMarked;
