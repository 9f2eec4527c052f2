/**
 * Which chain a text is for, told by a model or by meaning, and which text is for none. May import core's other packages.
 */
@NullMarked
package dev.lian4j.core.route;

import org.jspecify.annotations.NullMarked;
