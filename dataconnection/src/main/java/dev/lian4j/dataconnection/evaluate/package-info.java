/**
 * Measures how well retrieval works. Imports nothing.
 */
@NullMarked
package dev.lian4j.dataconnection.evaluate;

import org.jspecify.annotations.NullMarked;
