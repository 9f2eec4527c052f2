/**
 * Vectors, words and metadata in one Lucene index on disk. Imports core, the store and retrieve
 * packages of the module above, and Lucene.
 */
@NullMarked
package dev.lian4j.dataconnection.lucene;

import org.jspecify.annotations.NullMarked;
