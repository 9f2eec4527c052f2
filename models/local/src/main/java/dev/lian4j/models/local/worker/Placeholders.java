package dev.lian4j.models.local.worker;

/**
 * What stands for the messages' texts while a chat template is rendered. The texts themselves are put in afterwards: so
 * the template engine never sees them, and they pass the binding unharmed (it garbles characters beyond the BMP).
 */
public final class Placeholders {

    /** Starts the rendered template: llama.cpp would take a leading BOS token away. */
    public static final String START = "[lian4j-start]";

    /** Ends the rendered template: llama.cpp would take a closing EOS token away. */
    public static final String END = "[lian4j-end]";

    private Placeholders() {}

    /** What stands for the text of a message, counted from 0. */
    public static String of(int message) {
        return "[lian4j-text-" + message + "]";
    }
}
