/**
 * What models are trained on: examples of a context and the target that should follow, their tokens, and batches of them.
 * Imports core, the models' sequences and Jackson.
 */
@NullMarked
package dev.lian4j.finetune.data;

import org.jspecify.annotations.NullMarked;
