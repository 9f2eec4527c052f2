/**
 * Training: batches through a model, gradients, the optimizer's steps, evaluation and checkpoints. Imports the data, the
 * methods, the model and its tensors.
 */
@NullMarked
package dev.lian4j.finetune.train;

import org.jspecify.annotations.NullMarked;
