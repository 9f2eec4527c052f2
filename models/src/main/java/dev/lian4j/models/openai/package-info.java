/**
 * Models of OpenAI and of every server that speaks its protocol. Imports core, {@code models.http} and
 * {@code models.env}.
 */
@NullMarked
package dev.lian4j.models.openai;

import org.jspecify.annotations.NullMarked;
