/**
 * Questions to databases: a model writes a query, which is checked, run without the right to change anything, and answered
 * from. May import core.
 */
@NullMarked
package dev.lian4j.dataconnection.sql;

import org.jspecify.annotations.NullMarked;
