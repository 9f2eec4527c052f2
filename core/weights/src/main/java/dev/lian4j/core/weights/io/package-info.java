/**
 * The tools behind the readers and writers of weights: mapped files, 16-bit floats, files that are written whole or not
 * at all. Not meant for users. Imports only the interfaces above it and the errors of core.
 */
@NullMarked
package dev.lian4j.core.weights.io;

import org.jspecify.annotations.NullMarked;
