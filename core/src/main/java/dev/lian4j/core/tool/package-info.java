/**
 * Tools that a model may call. Imports chains, messages and models.
 */
@NullMarked
package dev.lian4j.core.tool;

import org.jspecify.annotations.NullMarked;
