package dev.lian4j.finetune.data;

/**
 * What a model is to learn: after the context, the target. Loss counts on the target only.
 *
 * @param context what stands before; may be empty
 * @param target what is to follow; not empty
 */
public record Example(String context, String target) {

    /** Checks that there is something to learn. */
    public Example {
        if (target.isEmpty()) {
            throw new IllegalArgumentException("The target of an example must not be empty");
        }
    }
}
