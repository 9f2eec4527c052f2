package dev.lian4j.core.model;

/** What a request may ask of a model, and a model may lack. */
public enum ChatFeature {
    /** {@link ChatParameters#temperature()}. */
    TEMPERATURE,
    /** {@link ChatParameters#topP()}. */
    TOP_P,
    /** {@link ChatParameters#topK()}. */
    TOP_K,
    /** {@link ChatParameters#maxTokens()}. */
    MAX_TOKENS,
    /** {@link ChatParameters#stop()}. */
    STOP,
    /** {@link ChatParameters#seed()}. */
    SEED,
    /** {@link ChatParameters#frequencyPenalty()}. */
    FREQUENCY_PENALTY,
    /** {@link ChatParameters#presencePenalty()}. */
    PRESENCE_PENALTY,
    /** {@link ChatParameters#logitBias()}. */
    LOGIT_BIAS,
    /** {@link ChatParameters#n()}. */
    N,
    /** {@link ChatParameters#topLogprobs()}. */
    LOGPROBS,
    /** {@link ResponseFormat.JsonObject}. */
    JSON_OBJECT,
    /** {@link ResponseFormat.JsonSchema}. */
    JSON_SCHEMA,
    /** {@link ChatParameters#tools()}. */
    TOOLS,
    /** {@link ChatParameters#toolChoice()}. */
    TOOL_CHOICE,
    /** {@link ChatParameters#parallelToolCalls()}. */
    PARALLEL_TOOL_CALLS,
    /** {@link ChatParameters#reasoningEffort()}. */
    REASONING_EFFORT,
    /** {@link ChatParameters#user()}. */
    USER,
    /** Images in a message. */
    IMAGES
}
