/**
 * Calls of models in the log, without keys. Imports core, {@code models.chat} and SLF4J.
 */
@NullMarked
package dev.lian4j.models.log;

import org.jspecify.annotations.NullMarked;
