/**
 * Language models of the Llama family on tensors: their configuration, parameters under Hugging Face's names, and the
 * way from token ids to logits. Imports core, its weights, the tensors, and Jackson for {@code config.json}.
 */
@NullMarked
package dev.lian4j.finetune.model;

import org.jspecify.annotations.NullMarked;
