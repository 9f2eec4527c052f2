/**
 * Messages of a conversation: system, user, AI and tool, and their content. Imports only the JDK.
 */
@NullMarked
package dev.lian4j.core.message;

import org.jspecify.annotations.NullMarked;
