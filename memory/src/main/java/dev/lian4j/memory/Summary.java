package dev.lian4j.memory;

/**
 * What a conversation came to.
 *
 * @param text the summary; empty where nothing has been summarised
 * @param messages how many of the history's messages it stands for, from the oldest, system messages included
 */
public record Summary(String text, int messages) {

    /** Nothing has been summarised. */
    public static final Summary NONE = new Summary("", 0);
}
