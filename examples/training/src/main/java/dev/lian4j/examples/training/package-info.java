/**
 * The tutorial's third chapter: a model learns to answer in a new way. May import everything.
 */
@NullMarked
package dev.lian4j.examples.training;

import org.jspecify.annotations.NullMarked;
