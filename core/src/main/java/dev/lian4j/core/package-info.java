/**
 * Chains: typed steps, their composition, and the run they share. Imports only the JDK, SLF4J and {@code error}.
 */
@NullMarked
package dev.lian4j.core;

import org.jspecify.annotations.NullMarked;
