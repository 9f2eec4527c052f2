/**
 * Agents: models that call tools until they can answer. Imports chains, messages, models, memory and tools.
 */
@NullMarked
package dev.lian4j.core.agent;

import org.jspecify.annotations.NullMarked;
