/**
 * Prompt templates: text and chat, from strings, files and the classpath. Imports only the JDK and core.
 */
@NullMarked
package dev.lian4j.prompts;

import org.jspecify.annotations.NullMarked;
