/**
 * Answers and vectors that are kept: caches of replies in memory, in a file and by meaning, and of embeddings. Imports
 * core and {@code models.chat}.
 */
@NullMarked
package dev.lian4j.models.cache;

import org.jspecify.annotations.NullMarked;
