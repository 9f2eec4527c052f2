/**
 * Runs written to files. Imports chains, messages, models, documents and JSON.
 */
@NullMarked
package dev.lian4j.core.trace;

import org.jspecify.annotations.NullMarked;
