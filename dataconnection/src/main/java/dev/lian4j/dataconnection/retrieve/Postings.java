package dev.lian4j.dataconnection.retrieve;

import java.util.Arrays;

/** The documents that have a term, and how often each has it. */
final class Postings {

    private int[] documents = new int[2];
    private int[] counts = new int[2];
    private int size;

    void add(int document, int count) {
        if (size == documents.length) {
            documents = Arrays.copyOf(documents, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        documents[size] = document;
        counts[size++] = count;
    }

    /** How many documents have the term. */
    int size() {
        return size;
    }

    void each(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.visit(documents[i], counts[i]);
        }
    }

    @FunctionalInterface
    interface Visitor {
        void visit(int document, int count);
    }
}
