/**
 * Models of OpenAI and of every server that speaks its protocol. Imports core, {@code models.http},
 * {@code models.env} and {@code models.support}.
 */
@NullMarked
package dev.lian4j.models.openai;

import org.jspecify.annotations.NullMarked;
