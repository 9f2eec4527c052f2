/**
 * Prompts in JSON and YAML files. Imports prompts, core and Jackson.
 */
@NullMarked
package dev.lian4j.prompts.file;

import org.jspecify.annotations.NullMarked;
