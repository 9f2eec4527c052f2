/**
 * Methods of fine-tuning: what of a model is trained, and what is put into it for that. Imports the model, its tensors and
 * PEFT's files.
 */
@NullMarked
package dev.lian4j.finetune.method;

import org.jspecify.annotations.NullMarked;
