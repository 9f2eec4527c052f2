/**
 * Adapters in PEFT's form: a directory with {@code adapter_config.json} and {@code adapter_model.safetensors}. Imports the
 * interfaces above it, {@code io}, {@code safetensors}, the errors of core, and Jackson.
 */
@NullMarked
package dev.lian4j.core.weights.peft;

import org.jspecify.annotations.NullMarked;
