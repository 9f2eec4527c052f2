package dev.lian4j.testing.worker;

import java.nio.file.Path;

/** What the worker does with each file. A named class with a public constructor of no arguments, since it is made there. */
@FunctionalInterface
public interface FileHandler {

    /**
     * Reads a file.
     *
     * @throws Exception what the code under test throws, untouched
     */
    void handle(Path file) throws Exception;
}
