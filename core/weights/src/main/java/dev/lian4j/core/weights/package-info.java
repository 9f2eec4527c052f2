/**
 * What files of weights have in common: tensors with names and shapes, read as 32-bit floats. Imports only the errors of
 * core.
 */
@NullMarked
package dev.lian4j.core.weights;

import org.jspecify.annotations.NullMarked;
