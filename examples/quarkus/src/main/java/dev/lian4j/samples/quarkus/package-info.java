/** Documents to ask, as a service of Quarkus. */
@NullMarked
package dev.lian4j.samples.quarkus;

import org.jspecify.annotations.NullMarked;
