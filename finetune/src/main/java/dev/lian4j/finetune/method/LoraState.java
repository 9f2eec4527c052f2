package dev.lian4j.finetune.method;

/** What all layers of an adapter share and may change while they are in use. */
final class LoraState {

    private final double dropout;
    private volatile boolean training;
    private volatile double strength = 1;

    LoraState(double dropout) {
        this.dropout = dropout;
    }

    void training(boolean on) {
        training = on;
    }

    void strength(double times) {
        strength = times;
    }

    /** How strongly the adapter works: 1 as trained, 0 not at all. */
    double strength() {
        return strength;
    }

    boolean off() {
        return strength == 0;
    }

    /** The share of numbers to drop now. */
    double dropout() {
        return training ? dropout : 0;
    }
}
