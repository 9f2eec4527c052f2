/**
 * Loads Word, PowerPoint and Excel files with Apache POI. Imports the loading of its parent module, and core.
 */
@NullMarked
package dev.lian4j.dataconnection.office;

import org.jspecify.annotations.NullMarked;
