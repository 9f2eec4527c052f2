/**
 * Finds documents for a question. Imports the documents and models of core, and Jackson for what models write.
 */
@NullMarked
package dev.lian4j.dataconnection.retrieve;

import org.jspecify.annotations.NullMarked;
