/**
 * Measures how well answers and retrieval are. Imports core, the answers of document chains, text loading, and Jackson.
 */
@NullMarked
package dev.lian4j.dataconnection.evaluate;

import org.jspecify.annotations.NullMarked;
