package dev.lian4j.prompts;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
public final class NearNames {

    private static final int LONGEST = 64;

    private NearNames() {}

    /** The nearest of the names, if it is at most two letters away (one, for names of up to three letters). */
    public static Optional<String> of(String name, Collection<String> names) {
        return names.stream()
                .filter(other -> distance(name, other) <= (Math.min(name.length(), other.length()) <= 3 ? 1 : 2))
                .min(Comparator.comparingInt(other -> distance(name, other)));
    }

    /** {@code " (did you mean 'x'?)"}, or nothing. */
    public static String hint(String name, Collection<String> names) {
        return of(name, names).map(near -> " (did you mean '" + near + "'?)").orElse("");
    }

    /** Levenshtein's distance, letter case aside; far for long names, since nobody means them by chance. */
    private static int distance(String a, String b) {
        if (Math.max(a.length(), b.length()) > LONGEST) {
            return Integer.MAX_VALUE;
        }
        String from = a.toLowerCase(Locale.ROOT);
        String to = b.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            nextRow(row, from.charAt(i - 1), i, to);
        }
        return row[to.length()];
    }

    private static void nextRow(int[] row, char c, int i, String to) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= to.length(); j++) {
            int changed = diagonal + (c == to.charAt(j - 1) ? 0 : 1);
            diagonal = row[j];
            row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
        }
    }
}
