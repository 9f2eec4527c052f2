package dev.lian4j.dataconnection.split;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the characters that a person sees end in a text: a letter with its accents, a family of emoji, a flag, CR LF. Looks at
 * one character only where the next is of the Latin or Chinese kind, which never goes on with the one before it.
 */
final class Graphemes {

    /** An extended grapheme cluster of Unicode Standard Annex 29. */
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    /** A longer cluster is a heap of marks, not a character; it may be cut, so that no chunk grows without limit. */
    private static final int LONGEST = 64;

    private final String text;
    private final Matcher matcher;

    Graphemes(String text) {
        this.text = text;
        this.matcher = CLUSTER.matcher(text);
    }

    /** The end of the character that starts here, at most {@code limit}. Never cuts a surrogate pair. */
    int end(int at, int limit) {
        int end = at + Character.charCount(text.codePointAt(at));
        return end >= limit || startsCharacter(text.charAt(end)) ? Math.min(end, limit) : cluster(at, limit);
    }

    /** The last place at or before this one that cuts no character. */
    int boundaryAt(int place) {
        return isBoundary(place) ? place : around(place, true);
    }

    /** The first place at or after this one that cuts no character. */
    int boundaryFrom(int place) {
        return isBoundary(place) ? place : around(place, false);
    }

    private boolean isBoundary(int place) {
        return place <= 0 || place >= text.length() || startsCharacter(text.charAt(place));
    }

    private int around(int place, boolean before) {
        int at = place;
        do {
            at--;
        } while (!isBoundary(at) && place - at < LONGEST);
        if (Character.isLowSurrogate(text.charAt(at)) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1))) {
            at--;
        }
        int next = at;
        while (next < place) {
            at = next;
            next = end(at, text.length());
        }
        return next == place || !before ? next : at;
    }

    private static boolean startsCharacter(char c) {
        return (c < 0x300 && c != '\n')
                || (c >= 0x3030 && c <= 0xa66e && c != 0x3099 && c != 0x309a)
                || (c >= 0xff00 && c <= 0xff9d);
    }

    private int cluster(int at, int limit) {
        int until = Math.min(at + LONGEST, limit);
        boolean cutsPair = until < limit && Character.isSurrogatePair(text.charAt(until - 1), text.charAt(until));
        matcher.region(at, cutsPair ? until - 1 : until);
        return matcher.lookingAt() ? matcher.end() : at + Character.charCount(text.codePointAt(at));
    }
}
