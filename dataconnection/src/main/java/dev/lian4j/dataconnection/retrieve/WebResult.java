package dev.lian4j.dataconnection.retrieve;

import java.net.URI;

/**
 * A page that a web search found.
 *
 * @param title the page's title
 * @param uri where it is
 * @param snippet what the search shows of it
 */
public record WebResult(String title, URI uri, String snippet) {}
