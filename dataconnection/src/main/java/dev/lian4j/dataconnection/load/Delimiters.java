package dev.lian4j.dataconnection.load;

import java.util.List;

/** Finds out what stands between a table's values. */
final class Delimiters {

    private static final List<Character> KNOWN = List.of(',', ';', '\t', '|');

    private Delimiters() {}

    /** The one that the first row has most of, outside quotes; a comma where it has none. */
    static char of(String text) {
        int[] counts = new int[KNOWN.size()];
        boolean quoted = false;
        for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            int known = KNOWN.indexOf(c);
            if (!quoted && known >= 0) {
                counts[known]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return KNOWN.get(best);
    }
}
