/**
 * What calls of models cost: prices, meters and budgets. Imports core, {@code models.chat} and Jackson.
 */
@NullMarked
package dev.lian4j.models.cost;

import org.jspecify.annotations.NullMarked;
