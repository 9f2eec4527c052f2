package dev.lian4j.dataconnection.chain;

/**
 * The place of a fact.
 *
 * @param source the document, as {@link dev.lian4j.core.document.Documents#citation} names it: file and page
 * @param quote the words that are said to stand there
 */
public record Citation(String source, String quote) {}
