package dev.lian4j.models.tokens;

import com.knuddels.jtokkit.api.EncodingType;

/** The ways in which OpenAI's models cut text, under tiktoken's names. */
public enum Encoding {
    /** GPT-4o and later, the reasoning models, gpt-oss. */
    O200K_BASE(EncodingType.O200K_BASE),
    /** GPT-4, GPT-3.5 and the embedding models. */
    CL100K_BASE(EncodingType.CL100K_BASE),
    /** Codex and the later completion models. */
    P50K_BASE(EncodingType.P50K_BASE),
    /** The edit models. */
    P50K_EDIT(EncodingType.P50K_EDIT),
    /** GPT-3. */
    R50K_BASE(EncodingType.R50K_BASE);

    final EncodingType type;

    Encoding(EncodingType type) {
        this.type = type;
    }
}
