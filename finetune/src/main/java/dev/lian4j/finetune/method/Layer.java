package dev.lian4j.finetune.method;

import dev.lian4j.finetune.model.Linear;
import dev.lian4j.finetune.model.LinearSlot;

/** Something that lies around a projection, and that can be taken off again from between others. */
interface Layer extends Linear {

    /** What it lies around. */
    Linear base();

    /** Whose it is; nobody else has the same. */
    Object owner();

    /** The same around something else. */
    Layer around(Linear newBase);

    /** Takes an owner's layer off, and leaves what others put there. */
    static void takeOff(LinearSlot slot, Object owner) {
        slot.replace(without(slot.current(), owner));
    }

    private static Linear without(Linear linear, Object owner) {
        if (!(linear instanceof Layer layer)) {
            return linear;
        }
        return layer.owner() == owner ? layer.base() : layer.around(without(layer.base(), owner));
    }
}
