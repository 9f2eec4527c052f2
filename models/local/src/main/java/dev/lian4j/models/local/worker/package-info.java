/**
 * What runs in the process of the native library, and the frames that it talks in. Internal. Imports only the JDK and
 * the binding, so that the process needs nothing else on its class path.
 */
@NullMarked
package dev.lian4j.models.local.worker;

import org.jspecify.annotations.NullMarked;
