package dev.lian4j.finetune.model;

/**
 * What tokens see besides each other: those of earlier calls (a cache, for generation), or learned ones (prefix tuning).
 */
public interface AttentionMemory {

    /** No earlier tokens. */
    AttentionMemory NONE = new AttentionMemory() {
        @Override
        public int length() {
            return 0;
        }

        @Override
        public KeyValues extend(int layer, KeyValues fresh) {
            return fresh;
        }
    };

    /** How many tokens there are before the new ones; the same for all layers while a call runs. */
    int length();

    /** All keys and values that new tokens see in a layer: {@link #length()} earlier ones, then these. */
    KeyValues extend(int layer, KeyValues fresh);
}
