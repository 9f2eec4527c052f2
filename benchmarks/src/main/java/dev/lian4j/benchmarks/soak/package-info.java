/** Long mixed work against a server that fails now and then; imports the library and the JDK. */
@NullMarked
package dev.lian4j.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
