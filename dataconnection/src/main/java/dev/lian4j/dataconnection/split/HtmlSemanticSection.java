package dev.lian4j.dataconnection.split;

import java.util.List;
import java.util.Map;

/**
 * The text under a heading.
 *
 * @param text with a character of the private plane 15 for each preserved element
 */
record HtmlSemanticSection(String text, List<String> preserved, Map<String, Object> metadata) {}
