/**
 * Loads documents from text files and folders; other formats plug in. Imports the documents and errors of core.
 */
@NullMarked
package dev.lian4j.dataconnection.load;

import org.jspecify.annotations.NullMarked;
