/** A page on which people talk with their documents, and its small server; imports core, Jackson and the JDK. */
@NullMarked
package dev.lian4j.examples.web;

import org.jspecify.annotations.NullMarked;
