/** Conversations in Redis; imports core and memory. */
@NullMarked
package dev.lian4j.memory.redis;

import org.jspecify.annotations.NullMarked;
