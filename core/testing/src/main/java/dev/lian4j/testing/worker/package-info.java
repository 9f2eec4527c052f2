/** Hostile files, read one after another in a worker JVM that may hang, run out of memory or die; imports the JDK only. */
@NullMarked
package dev.lian4j.testing.worker;

import org.jspecify.annotations.NullMarked;
