/**
 * Histories that outlive the program, and many conversations side by side. Imports the memories' parent package, core,
 * Jackson and JDBC.
 */
@NullMarked
package dev.lian4j.memory.session;

import org.jspecify.annotations.NullMarked;
