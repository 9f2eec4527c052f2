/**
 * Loads PDF files with PDFBox. Imports the documents and errors of core, and what loaders of files share.
 */
@NullMarked
package dev.lian4j.dataconnection.pdf;

import org.jspecify.annotations.NullMarked;
