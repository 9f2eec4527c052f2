/**
 * Plain values written as JSON. Imports only the JDK.
 */
@NullMarked
package dev.lian4j.core.json;

import org.jspecify.annotations.NullMarked;
