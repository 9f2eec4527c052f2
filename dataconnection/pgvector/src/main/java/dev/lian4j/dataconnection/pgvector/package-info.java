/**
 * A vector store in PostgreSQL with pgvector. Imports the documents, models and errors of core, the stores and retrievers
 * of dataconnection, JDBC, and Jackson.
 */
@NullMarked
package dev.lian4j.dataconnection.pgvector;

import org.jspecify.annotations.NullMarked;
