package dev.lian4j.finetune.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The characters by which byte-level tokenizers write bytes: GPT-2's, so that none is a space or cannot be seen. */
final class ByteAlphabet {

    /** How many bytes there are. */
    static final int SIZE = 256;

    private static final char[] CHARACTERS = characters();
    /** The characters in the order of their code points, as Hugging Face numbers them. */
    static final List<String> TEXTS = IntStream.range(0, SIZE)
            .map(value -> CHARACTERS[value])
            .sorted()
            .mapToObj(Character::toString)
            .toList();

    private static final int[] PLACES = places();

    private ByteAlphabet() {}

    /** The place of a byte's character in {@link #TEXTS}. */
    static int place(byte value) {
        return PLACES[value & 0xFF];
    }

    private static char[] characters() {
        char[] characters = new char[SIZE];
        int hidden = 0;
        for (int value = 0; value < SIZE; value++) {
            boolean seen = (value >= '!' && value <= '~') || (value >= 0xA1 && value != 0xAD);
            characters[value] = (char) (seen ? value : SIZE + hidden++);
        }
        return characters;
    }

    private static int[] places() {
        List<String> order = new ArrayList<>(TEXTS);
        return IntStream.range(0, SIZE)
                .map(value -> order.indexOf(Character.toString(CHARACTERS[value])))
                .toArray();
    }
}
