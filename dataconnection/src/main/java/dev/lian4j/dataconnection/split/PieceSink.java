package dev.lian4j.dataconnection.split;

/** Takes the pieces of a text, in order; none is empty. */
@FunctionalInterface
interface PieceSink {

    void piece(int from, int to);
}
