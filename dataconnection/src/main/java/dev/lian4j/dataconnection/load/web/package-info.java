/**
 * Loads pages and files from the web, which no other loader does. Imports the loading of files, and core.
 */
@NullMarked
package dev.lian4j.dataconnection.load.web;

import org.jspecify.annotations.NullMarked;
