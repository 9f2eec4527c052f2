/**
 * The way to a model's server that all providers share: JSON requests, replies whole or as server-sent events, limits,
 * retries, cancellation and the mapping of faults. Imports core, OkHttp and Jackson.
 */
@NullMarked
package dev.lian4j.models.http;

import org.jspecify.annotations.NullMarked;
