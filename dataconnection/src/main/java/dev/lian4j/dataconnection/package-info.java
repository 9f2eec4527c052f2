/**
 * The way of documents from their sources into a vector store. Imports the documents of core.
 */
@NullMarked
package dev.lian4j.dataconnection;

import org.jspecify.annotations.NullMarked;
