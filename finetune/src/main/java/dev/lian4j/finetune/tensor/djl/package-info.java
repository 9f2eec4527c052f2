/** Tensors computed by PyTorch through DJL: the only package that imports DJL's arrays. */
@NullMarked
package dev.lian4j.finetune.tensor.djl;

import org.jspecify.annotations.NullMarked;
