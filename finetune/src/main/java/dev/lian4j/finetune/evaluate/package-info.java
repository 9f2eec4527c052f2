/**
 * How well a model writes what was wanted. May import data, generate and text.
 */
@NullMarked
package dev.lian4j.finetune.evaluate;

import org.jspecify.annotations.NullMarked;
