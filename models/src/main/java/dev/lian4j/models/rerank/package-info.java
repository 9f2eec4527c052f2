/**
 * Rerankers behind an API. Imports core's reranker, the HTTP support of this module and Jackson.
 */
@NullMarked
package dev.lian4j.models.rerank;

import org.jspecify.annotations.NullMarked;
