/**
 * Prompt templates: text, chat, few-shot and pipelines, from strings, files and the classpath. Imports core and jmustache.
 */
@NullMarked
package dev.lian4j.prompts;

import org.jspecify.annotations.NullMarked;
