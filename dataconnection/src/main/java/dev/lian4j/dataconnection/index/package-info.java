/**
 * Keeps a store in step with its sources, and remembers what has been indexed. Imports core and Jackson.
 */
@NullMarked
package dev.lian4j.dataconnection.index;

import org.jspecify.annotations.NullMarked;
