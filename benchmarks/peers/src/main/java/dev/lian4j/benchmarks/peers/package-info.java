/** The same work by Lian4J and its peers on the JVM, a class a job, a method a peer; {@code benchmarks/peers/run} runs all. */
@NullMarked
package dev.lian4j.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
