package dev.lian4j.dataconnection.load;

/** Line ends of all systems as {@code \n}, so that splitters find lines and paragraphs. */
final class LineEnds {

    private LineEnds() {}

    static String unified(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
