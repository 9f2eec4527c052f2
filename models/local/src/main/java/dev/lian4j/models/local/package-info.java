/**
 * GGUF models on this machine by llama.cpp: chat, completion, embeddings, and the cache of their files. Imports core,
 * OkHttp, Jackson, and its own subpackages.
 */
@NullMarked
package dev.lian4j.models.local;

import org.jspecify.annotations.NullMarked;
