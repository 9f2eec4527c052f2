/**
 * JVMs of their own that are killed, or end, under the test's eyes; imports the JDK only.
 *
 * <pre>{@code
 * Random random = Seeds.random("saving is atomic"); // prints the seed; -Dlian4j.seed=... repeats it
 * ProcessKiller saving = ProcessKiller.of(SaveForEver.class, file.toString()).options("-Xmx64m");
 * for (int i = 0; i < 30; i++) {
 *     saving.killWithin(Duration.ofMillis(200), random);
 *     assertThat(Store.load(file).verify()).isEmpty();
 * }
 * }</pre>
 */
@NullMarked
package dev.lian4j.testing.process;

import org.jspecify.annotations.NullMarked;
