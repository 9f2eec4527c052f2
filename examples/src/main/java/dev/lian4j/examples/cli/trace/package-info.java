/**
 * Recorded runs: read from a trace file, drawn as a tree or as a page. Imports Jackson.
 */
@NullMarked
package dev.lian4j.examples.cli.trace;

import org.jspecify.annotations.NullMarked;
