package dev.lian4j.parsers;

/**
 * A fenced block of a Markdown text.
 *
 * @param language the first word behind the opening fence, as written; empty where there is none
 * @param code the lines between the fences, without the last line's end
 */
public record CodeBlock(String language, String code) {}
