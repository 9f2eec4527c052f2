/**
 * The commands that train: the command line's other half, apart since they bring PyTorch. May import everything.
 */
@NullMarked
package dev.lian4j.examples.training.cli;

import org.jspecify.annotations.NullMarked;
