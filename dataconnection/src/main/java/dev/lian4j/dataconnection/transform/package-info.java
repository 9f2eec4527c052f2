/**
 * Makes other documents of documents: translated, tagged, redacted, thinned out, put in another order. Imports core and the
 * splitters.
 */
@NullMarked
package dev.lian4j.dataconnection.transform;

import org.jspecify.annotations.NullMarked;
