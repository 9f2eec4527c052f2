/**
 * The header of GGUF files, read and checked in Java before native code sees a file. Imports only the errors of core.
 */
@NullMarked
package dev.lian4j.core.weights.gguf;

import org.jspecify.annotations.NullMarked;
