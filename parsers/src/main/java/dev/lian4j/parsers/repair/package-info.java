/**
 * Parsers that ask a model again where a reply cannot be parsed. Imports the JDK and core only.
 */
@NullMarked
package dev.lian4j.parsers.repair;

import org.jspecify.annotations.NullMarked;
