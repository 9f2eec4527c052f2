/**
 * Real traffic kept in a file and played again: cassettes, for tests and demonstrations without a provider. Imports core
 * and {@code models.chat}.
 */
@NullMarked
package dev.lian4j.models.replay;

import org.jspecify.annotations.NullMarked;
