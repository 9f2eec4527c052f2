/**
 * Vectors, words and metadata in one Lucene index on disk. Imports core, the vector store package above it and Lucene.
 */
@NullMarked
package dev.lian4j.dataconnection.lucene;

import org.jspecify.annotations.NullMarked;
