/** Files that fail at any operation and lose what was not forced to the disk; imports the JDK only. */
@NullMarked
package dev.lian4j.testing.files;

import org.jspecify.annotations.NullMarked;
