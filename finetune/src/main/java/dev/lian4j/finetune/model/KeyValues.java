package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;

/** Keys and values of a layer, both {@code [rows, keyValueHeads, length, headSize]}; keys are turned by position. */
public record KeyValues(Tensor keys, Tensor values) {}
