/**
 * Loads documents from files of many formats, folders, archives, resources and queries; other formats plug in by
 * {@link dev.lian4j.dataconnection.load.FileTypes}. Imports the documents and errors of core.
 */
@NullMarked
package dev.lian4j.dataconnection.load;

import org.jspecify.annotations.NullMarked;
