/**
 * Files that several processes share. Imports only the JDK and the errors.
 */
@NullMarked
package dev.lian4j.core.io;

import org.jspecify.annotations.NullMarked;
