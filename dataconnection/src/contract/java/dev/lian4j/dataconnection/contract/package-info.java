/**
 * What every vector store must do, as tests. Imports core and the metrics.
 */
@NullMarked
package dev.lian4j.dataconnection.contract;

import org.jspecify.annotations.NullMarked;
