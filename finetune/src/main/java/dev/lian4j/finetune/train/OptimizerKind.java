package dev.lian4j.finetune.train;

/** What makes steps of gradients. */
public enum OptimizerKind {
    /** AdamW: two numbers of memory a trained one. */
    ADAMW,
    /** Gradient descent with a momentum of 0.9: one number of memory a trained one; wants rates far higher than AdamW's. */
    SGD
}
