/** Benchmarks, run by {@code benchmarks/run}. May import everything. */
@NullMarked
package dev.lian4j.benchmarks;

import org.jspecify.annotations.NullMarked;
