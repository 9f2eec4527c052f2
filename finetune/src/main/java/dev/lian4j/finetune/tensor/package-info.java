/**
 * The seam to the engine that computes: tensors, their operations, their gradients and the scopes that free them. Imports
 * only the errors of core; engines are in subpackages, and nothing outside those imports an engine's types.
 */
@NullMarked
package dev.lian4j.finetune.tensor;

import org.jspecify.annotations.NullMarked;
