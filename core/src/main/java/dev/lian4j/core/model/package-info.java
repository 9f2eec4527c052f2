/**
 * Language, chat and embedding models: requests, responses and parameters. Imports chains and messages.
 */
@NullMarked
package dev.lian4j.core.model;

import org.jspecify.annotations.NullMarked;
