/**
 * Models without a provider, for tests of code that uses models: fixed, scripted and computed answers and vectors.
 * Imports core and {@code models.chat}.
 */
@NullMarked
package dev.lian4j.models.testing;

import org.jspecify.annotations.NullMarked;
