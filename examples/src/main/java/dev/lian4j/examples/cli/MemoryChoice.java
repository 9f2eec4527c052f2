package dev.lian4j.examples.cli;

import dev.lian4j.core.memory.Memory;
import dev.lian4j.memory.ConversationBufferMemory;
import dev.lian4j.memory.ConversationBufferWindowMemory;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code --memory} says.
 *
 * @param turns how many turns are remembered; 0 for all
 */
record MemoryChoice(int turns) {

    /** All turns. */
    static final MemoryChoice BUFFER = new MemoryChoice(0);

    Memory create() {
        return turns == 0 ? ConversationBufferMemory.create() : ConversationBufferWindowMemory.ofTurns(turns);
    }

    /** Reads the option. */
    static final class Converter implements ITypeConverter<MemoryChoice> {
        @Override
        public MemoryChoice convert(String value) {
            if (value.equals("buffer")) {
                return BUFFER;
            }
            if (value.matches("window:[1-9][0-9]{0,5}")) {
                return new MemoryChoice(Integer.parseInt(value.substring("window:".length())));
            }
            throw new TypeConversionException("'" + value + "' is neither buffer nor window:K");
        }
    }
}
