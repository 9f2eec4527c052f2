package dev.lian4j.parsers;

/**
 * Reads a text in quotes: double, single or typographic. Takes raw line ends, and quotes that should have been escaped:
 * one that nothing of JSON's own follows is part of the text. What is escaped as JSON demands is read as JSON says. A
 * text that is still coming is read on where it broke off.
 */
final class QuotedText {

    private static final String OPENING = "\"'\u201C\u201D\u2018\u2019";
    private static final String AFTER = ",:}]\uFF0C\uFF1A";
    private static final String ESCAPES = "\"\\/bfnrt'";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t'";

    private final Cursor cursor;
    private final boolean key;
    private final int start;
    private final String closing;
    private final StringBuilder out = new StringBuilder();

    /** How far beyond the quote here has been looked; 0 where there is none. */
    private int looked;

    /** The text whose opening quote is here. A key ends at the first quote: they are short, and few have quotes within. */
    QuotedText(Cursor cursor, boolean key) {
        this.cursor = cursor;
        this.key = key;
        this.start = cursor.at;
        this.closing = closing(cursor.peek());
        cursor.at++;
    }

    static boolean startsAt(Cursor cursor) {
        return cursor.isAny(OPENING);
    }

    boolean isKey() {
        return key;
    }

    /** What has been read. */
    String text() {
        return out.toString();
    }

    int length() {
        return out.length();
    }

    /** Reads on to the closing quote; false where more text must come first. */
    boolean readOn() throws Broken {
        while (true) {
            takePlain();
            if (cursor.at >= cursor.text.length()) {
                return ended();
            }
            if (cursor.peek() == '\\') {
                if (!escape()) {
                    return false;
                }
            } else if (!isQuoteDecided()) {
                return false;
            } else if (takeQuote()) {
                return true;
            }
        }
    }

    private boolean ended() throws Broken {
        if (!cursor.isComing()) {
            throw Broken.at(start, "a text in quotes begins here and never ends");
        }
        return false;
    }

    private void takePlain() {
        int end = cursor.at;
        while (end < cursor.text.length() && isPlain(cursor.text.charAt(end))) {
            end++;
        }
        out.append(cursor.text, cursor.at, end);
        cursor.at = end;
    }

    private boolean isPlain(char c) {
        return c != '\\' && closing.indexOf(c) < 0;
    }

    private static String closing(char opening) {
        return switch (opening) {
            case '\u201C', '\u201D' -> "\u201C\u201D";
            case '\u2018', '\u2019' -> "\u2018\u2019";
            default -> String.valueOf(opening);
        };
    }

    /** Looks for what follows the quote here; false where it has not come. */
    private boolean isQuoteDecided() {
        looked = cursor.blankEnd(Math.max(looked, cursor.at + 1));
        return key || !cursor.isComing() || (looked < cursor.text.length() && cursor.isDecided(looked));
    }

    /** Ends at the quote here, or takes it into the text, by what follows it. */
    private boolean takeQuote() {
        boolean closes = key || closes();
        if (!closes) {
            out.append(cursor.peek());
        }
        cursor.at++;
        looked = 0;
        return closes;
    }

    private boolean closes() {
        if (looked == cursor.text.length()) {
            return true;
        }
        char next = cursor.text.charAt(looked);
        return AFTER.indexOf(next) >= 0
                || (OPENING.indexOf(next) >= 0 && isNewLineBefore(looked))
                || cursor.startsWith("```", looked)
                || cursor.startsWith("//", looked)
                || cursor.startsWith("/*", looked);
    }

    private boolean isNewLineBefore(int end) {
        int at = cursor.at;
        while (at < end && cursor.text.charAt(at) != '\n') {
            at++;
        }
        return at < end;
    }

    /** Takes the escape here; false where its rest has not come. */
    private boolean escape() {
        int next = cursor.at + 1;
        if (next == cursor.text.length()) {
            return !cursor.isComing() && keepBackslash();
        }
        int known = ESCAPES.indexOf(cursor.text.charAt(next));
        if (known >= 0) {
            out.append(ESCAPED.charAt(known));
            cursor.at += 2;
            return true;
        }
        return cursor.text.charAt(next) == 'u' ? unicode() : keepBackslash();
    }

    private boolean unicode() {
        int end = cursor.at + 6;
        int code = 0;
        for (int i = cursor.at + 2; i < end; i++) {
            if (i >= cursor.text.length() && cursor.isComing()) {
                return false;
            }
            int digit = i < cursor.text.length() ? Character.digit(cursor.text.charAt(i), 16) : -1;
            if (digit < 0) {
                return keepBackslash();
            }
            code = code * 16 + digit;
        }
        out.append((char) code);
        cursor.at = end;
        return true;
    }

    /** No escape of JSON's: the backslash was meant as one. */
    private boolean keepBackslash() {
        out.append('\\');
        cursor.at++;
        return true;
    }
}
