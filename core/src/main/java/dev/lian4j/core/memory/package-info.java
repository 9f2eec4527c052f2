/**
 * Conversation memory and the history behind it. Imports chains and messages.
 */
@NullMarked
package dev.lian4j.core.memory;

import org.jspecify.annotations.NullMarked;
