package dev.lian4j.core.weights.safetensors;

import dev.lian4j.core.weights.TensorInfo;

/**
 * What a header tells of a tensor.
 *
 * @param info its name, shape and type
 * @param begin where it starts, in bytes from the start of the data
 * @param end where it ends
 */
record Entry(TensorInfo info, long begin, long end) {}
