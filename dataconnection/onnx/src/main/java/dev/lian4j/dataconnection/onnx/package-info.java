/**
 * Sentence embeddings and rerankers in this process, with ONNX Runtime and Hugging Face tokenizers. Imports core, these
 * two libraries, Jackson for the models' settings, and SLF4J.
 */
@NullMarked
package dev.lian4j.dataconnection.onnx;

import org.jspecify.annotations.NullMarked;
