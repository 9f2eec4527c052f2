/**
 * Files of safetensors, read and written. Imports the interfaces above it, {@code io}, the errors of core, and Jackson.
 */
@NullMarked
package dev.lian4j.core.weights.safetensors;

import org.jspecify.annotations.NullMarked;
