package dev.lian4j.dataconnection.load;

import java.util.List;
import java.util.Map;

/**
 * What an EPUB says of itself.
 *
 * @param facts the metadata: title, author, language, as far as there
 * @param parts the reading order
 */
record EpubBook(Map<String, Object> facts, List<Part> parts) {

    /**
     * A part of the reading order.
     *
     * @param number its place, from 1
     * @param path the member of the archive
     * @param label what the table of contents calls it, or nothing
     */
    record Part(int number, String path, String label) {}
}
