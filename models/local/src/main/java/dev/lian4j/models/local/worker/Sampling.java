package dev.lian4j.models.local.worker;

import de.kherud.llama.InferenceParameters;

/** The numbers that say how the next token is chosen. */
public enum Sampling {
    /** Randomness; 0 takes the likeliest token. */
    TEMPERATURE,
    /** The share of probability to choose from. */
    TOP_P,
    /** How many of the likeliest tokens to choose from. */
    TOP_K,
    /** The least probability, as a share of the likeliest token's. */
    MIN_P,
    /** Over 1, makes tokens that came lately less likely. */
    REPEAT_PENALTY,
    /** Makes tokens less likely the more often they came. */
    FREQUENCY_PENALTY,
    /** Makes tokens that came less likely. */
    PRESENCE_PENALTY,
    /** For answers that repeat. */
    SEED;

    InferenceParameters set(InferenceParameters parameters, double value) {
        return switch (this) {
            case TEMPERATURE -> parameters.setTemperature((float) value);
            case TOP_P -> parameters.setTopP((float) value);
            case TOP_K -> parameters.setTopK((int) value);
            case MIN_P -> parameters.setMinP((float) value);
            case REPEAT_PENALTY -> parameters.setRepeatPenalty((float) value);
            case FREQUENCY_PENALTY -> parameters.setFrequencyPenalty((float) value);
            case PRESENCE_PENALTY -> parameters.setPresencePenalty((float) value);
            case SEED -> parameters.setSeed((int) value);
        };
    }
}
