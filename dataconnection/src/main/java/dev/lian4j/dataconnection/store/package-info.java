/**
 * Vector stores in memory. Imports the documents, models and errors of core, and the retrievers.
 */
@NullMarked
package dev.lian4j.dataconnection.store;

import org.jspecify.annotations.NullMarked;
