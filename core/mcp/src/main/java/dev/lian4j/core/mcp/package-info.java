/**
 * Model Context Protocol: a client that makes a server's tools ours, and a server that offers ours. Imports core, the
 * official Java SDK, Jackson, and Tomcat for serving over HTTP.
 */
@NullMarked
package dev.lian4j.core.mcp;

import org.jspecify.annotations.NullMarked;
