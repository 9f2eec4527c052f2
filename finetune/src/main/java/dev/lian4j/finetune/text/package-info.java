/**
 * From text to tokens and back, as a model was trained: tokenizers from {@code tokenizer.json} or GGUF metadata, chat
 * templates. Imports core, its weights' GGUF header, DJL's Hugging Face tokenizers, and Jackson.
 */
@NullMarked
package dev.lian4j.finetune.text;

import org.jspecify.annotations.NullMarked;
