/**
 * Models as they lie on disk, brought into memory whole: parameters, tokenizer, chat template. Imports core, its weights,
 * and the models, texts and tensors of this module.
 */
@NullMarked
package dev.lian4j.finetune.pretrained;

import org.jspecify.annotations.NullMarked;
