/**
 * Keys and settings from the environment and {@code .env} files. Imports {@code core.error} and dotenv-java.
 */
@NullMarked
package dev.lian4j.models.env;

import org.jspecify.annotations.NullMarked;
