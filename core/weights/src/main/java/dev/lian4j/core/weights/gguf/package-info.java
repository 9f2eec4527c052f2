/**
 * GGUF files: their header, checked in Java before native code sees a file; their tensors as weights; and writers of models
 * and LoRA adapters. Imports the interfaces above it, {@code io}, {@code peft}, and the errors of core.
 */
@NullMarked
package dev.lian4j.core.weights.gguf;

import org.jspecify.annotations.NullMarked;
