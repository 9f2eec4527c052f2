package dev.lian4j.finetune.model;

import java.util.Arrays;

/**
 * What one layer has seen of one text. Keys lie place by place, with all tokens side by side, and values token by token:
 * so both loops of attention run along memory, and the compiler makes vectors of them.
 */
final class LayerMemory {

    private final int headSize;
    private final float[][] keys;
    private final float[][] values;
    private int capacity;

    LayerMemory(int heads, int headSize, int capacity) {
        this.headSize = headSize;
        this.capacity = capacity;
        this.keys = new float[heads][headSize * capacity];
        this.values = new float[heads][headSize * capacity];
    }

    /** Takes these as the first tokens. */
    void take(KeyValues all) {
        int tokens = (int) all.keys().size(2);
        float[] allKeys = all.keys().floats();
        float[] allValues = all.values().floats();
        for (int token = 0; token < tokens; token++) {
            for (int head = 0; head < keys.length; head++) {
                put(token, head, allKeys, allValues, (head * tokens + token) * headSize);
            }
        }
    }

    /** Adds a token with keys and values of all heads, behind so many others. */
    void add(int token, float[] newKeys, float[] newValues) {
        for (int head = 0; head < keys.length; head++) {
            put(token, head, newKeys, newValues, head * headSize);
        }
    }

    private void put(int token, int head, float[] newKeys, float[] newValues, int from) {
        if (token >= capacity) {
            grow(Math.max(token + 1, 2 * capacity));
        }
        System.arraycopy(newValues, from, values[head], token * headSize, headSize);
        for (int i = 0; i < headSize; i++) {
            keys[head][i * capacity + token] = newKeys[from + i];
        }
    }

    private void grow(int larger) {
        for (int head = 0; head < keys.length; head++) {
            float[] grown = new float[headSize * larger];
            for (int i = 0; i < headSize; i++) {
                System.arraycopy(keys[head], i * capacity, grown, i * larger, capacity);
            }
            keys[head] = grown;
            values[head] = Arrays.copyOf(values[head], headSize * larger);
        }
        capacity = larger;
    }

    /** How much a query, scaled, is like the keys of the tokens from one on. */
    void scores(int head, float[] queries, int queryStart, float scale, int firstToken, float[] scores) {
        float[] k = keys[head];
        for (int i = 0; i < headSize; i++) {
            float factor = queries[queryStart + i] * scale;
            int row = i * capacity + firstToken;
            for (int t = 0; t < scores.length; t++) {
                scores[t] += factor * k[row + t];
            }
        }
    }

    /** Adds the values of the tokens from one on, by their shares. */
    void mix(int head, float[] shares, int firstToken, float[] mixed, int mixedStart) {
        float[] v = values[head];
        for (int t = 0; t < shares.length; t++) {
            float share = shares[t];
            int row = (firstToken + t) * headSize;
            for (int i = 0; i < headSize; i++) {
                mixed[mixedStart + i] += share * v[row + i];
            }
        }
    }
}
