/**
 * Ready tools for agents. Imports the tools' parent package, core and exp4j.
 */
@NullMarked
package dev.lian4j.parsers.tool.ready;

import org.jspecify.annotations.NullMarked;
