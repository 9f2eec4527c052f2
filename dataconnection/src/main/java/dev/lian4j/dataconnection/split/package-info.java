/**
 * Cuts documents into chunks at separators. Imports the documents of core.
 */
@NullMarked
package dev.lian4j.dataconnection.split;

import org.jspecify.annotations.NullMarked;
