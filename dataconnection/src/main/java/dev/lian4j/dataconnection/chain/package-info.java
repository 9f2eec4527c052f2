/**
 * Chains from documents to an answer, a summary or what stands in them. Imports core. A chain of one model call, of a
 * sequence or of plain functions has no class here: those are the operators {@code then}, {@code map} and {@code assign}
 * of {@link dev.lian4j.core.Chain}.
 */
@NullMarked
package dev.lian4j.dataconnection.chain;

import org.jspecify.annotations.NullMarked;
