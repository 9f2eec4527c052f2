/**
 * Conversation memories and the histories behind them. Imports only the JDK and core.
 */
@NullMarked
package dev.lian4j.memory;

import org.jspecify.annotations.NullMarked;
