/**
 * Runs as observations of Micrometer and as spans of OpenTelemetry. Imports core and those two libraries, each needed by
 * its own listener only.
 */
@NullMarked
package dev.lian4j.core.observe;

import org.jspecify.annotations.NullMarked;
