/**
 * The command line {@code lian}: each command a few lines over the library's public API. May import everything.
 */
@NullMarked
package dev.lian4j.examples.cli;

import org.jspecify.annotations.NullMarked;
