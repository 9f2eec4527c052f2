/**
 * What a training will need, before it is begun. May import model, method, train and data.
 */
@NullMarked
package dev.lian4j.finetune.plan;

import org.jspecify.annotations.NullMarked;
