/** Documents to ask, as a service of Spring Boot. */
@NullMarked
package dev.lian4j.samples.spring;

import org.jspecify.annotations.NullMarked;
