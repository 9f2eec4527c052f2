/**
 * The tutorial's programs, one short class each. May import everything.
 */
@NullMarked
package dev.lian4j.examples.tutorial;

import org.jspecify.annotations.NullMarked;
