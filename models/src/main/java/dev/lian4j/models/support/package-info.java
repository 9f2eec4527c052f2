/**
 * What the clients of all providers share above the wire: builders, the check of what a model lacks, vectors. Imports core,
 * {@code models.http} and {@code models.env}.
 */
@NullMarked
package dev.lian4j.models.support;

import org.jspecify.annotations.NullMarked;
