/**
 * Every exception of the library, by what the caller can do about it. Imports only the JDK.
 */
@NullMarked
package dev.lian4j.core.error;

import org.jspecify.annotations.NullMarked;
