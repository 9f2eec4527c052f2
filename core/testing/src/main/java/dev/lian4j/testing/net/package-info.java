/** Servers that break what they send at any byte; imports the JDK only. */
@NullMarked
package dev.lian4j.testing.net;

import org.jspecify.annotations.NullMarked;
