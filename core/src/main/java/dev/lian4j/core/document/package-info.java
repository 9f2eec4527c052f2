/**
 * Documents, and what loads, transforms, stores and retrieves them. Imports chains, models and errors.
 */
@NullMarked
package dev.lian4j.core.document;

import org.jspecify.annotations.NullMarked;
