/**
 * What the wrappers of chat models share: requests and replies as JSON, ready replies in pieces, texts without keys.
 * Imports core and Jackson.
 */
@NullMarked
package dev.lian4j.models.chat;

import org.jspecify.annotations.NullMarked;
