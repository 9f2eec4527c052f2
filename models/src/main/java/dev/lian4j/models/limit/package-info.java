/**
 * What keeps calls within bounds: rates, broken services, sizes of batches. Imports core and Failsafe.
 */
@NullMarked
package dev.lian4j.models.limit;

import org.jspecify.annotations.NullMarked;
