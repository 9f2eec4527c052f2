/**
 * Models of Ollama over its own protocol. Imports core, {@code models.http} and {@code models.support}.
 */
@NullMarked
package dev.lian4j.models.ollama;

import org.jspecify.annotations.NullMarked;
