/**
 * Texts written by models in this process, token by token, and these as chat and language models of chains. Imports
 * core, and the models, texts and tensors of this module.
 */
@NullMarked
package dev.lian4j.finetune.generate;

import org.jspecify.annotations.NullMarked;
