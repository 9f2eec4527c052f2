/**
 * Cuts documents into chunks: at separators, sentences, tokens, headings, in JSON, where the meaning changes. Imports the
 * documents, models and errors of core.
 */
@NullMarked
package dev.lian4j.dataconnection.split;

import org.jspecify.annotations.NullMarked;
