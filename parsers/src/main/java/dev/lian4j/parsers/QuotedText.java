package dev.lian4j.parsers;

/**
 * Reads a text in quotes: double, single or typographic. Takes raw line ends, and quotes that should have been escaped:
 * one that nothing of JSON's own follows is part of the text. What is escaped as JSON demands is read as JSON says.
 */
final class QuotedText {

    private static final String OPENING = "\"'\u201C\u201D\u2018\u2019";
    private static final String AFTER = ",:}]\uFF0C\uFF1A";
    private static final String ESCAPES = "\"\\/bfnrt'";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t'";

    private final Cursor cursor;
    private final Ending ending;
    private final boolean key;
    private final StringBuilder out = new StringBuilder();

    private QuotedText(Cursor cursor, Ending ending, boolean key) {
        this.cursor = cursor;
        this.ending = ending;
        this.key = key;
    }

    static boolean startsAt(Cursor cursor) {
        return cursor.isAny(OPENING);
    }

    static String read(Cursor cursor, Ending ending) throws Broken {
        return new QuotedText(cursor, ending, false).read();
    }

    /** Reads a key, which ends at the first quote: they are short, and few have quotes within. */
    static String readKey(Cursor cursor, Ending ending) throws Broken {
        return new QuotedText(cursor, ending, true).read();
    }

    private String read() throws Broken {
        int start = cursor.at;
        String closing = closing(cursor.peek());
        cursor.at++;
        while (cursor.at < cursor.text.length()) {
            char c = cursor.peek();
            if (c == '\\') {
                escape();
            } else if (closing.indexOf(c) >= 0 && (key || closes())) {
                cursor.at++;
                return out.toString();
            } else {
                out.append(c);
                cursor.at++;
            }
        }
        if (ending != Ending.PARTIAL) {
            throw Broken.at(start, "a text in quotes begins here and never ends");
        }
        return out.toString();
    }

    private static String closing(char opening) {
        return switch (opening) {
            case '\u201C', '\u201D' -> "\u201C\u201D";
            case '\u2018', '\u2019' -> "\u2018\u2019";
            default -> String.valueOf(opening);
        };
    }

    /** Whether the quote here ends the text, by what follows it. */
    private boolean closes() {
        String text = cursor.text;
        int next = cursor.at + 1;
        boolean newLine = false;
        while (next < text.length() && Cursor.isBlank(text.charAt(next))) {
            newLine |= text.charAt(next) == '\n';
            next++;
        }
        return next == text.length()
                || AFTER.indexOf(text.charAt(next)) >= 0
                || (newLine && OPENING.indexOf(text.charAt(next)) >= 0)
                || text.startsWith("```", next)
                || text.startsWith("//", next)
                || text.startsWith("/*", next);
    }

    private void escape() {
        int known = cursor.at + 1 < cursor.text.length() ? ESCAPES.indexOf(cursor.text.charAt(cursor.at + 1)) : -1;
        if (known >= 0) {
            out.append(ESCAPED.charAt(known));
            cursor.at += 2;
        } else if (cursor.text.startsWith("u", cursor.at + 1)) {
            unicode();
        } else {
            keepBackslash();
        }
    }

    private void unicode() {
        int end = cursor.at + 6;
        int code = 0;
        for (int i = cursor.at + 2; i < end; i++) {
            int digit = i < cursor.text.length() ? Character.digit(cursor.text.charAt(i), 16) : -1;
            if (digit < 0) {
                keepBackslash();
                return;
            }
            code = code * 16 + digit;
        }
        out.append((char) code);
        cursor.at = end;
    }

    /** No escape of JSON's: the backslash was meant as one. At the end of a text still coming it is the next escape's. */
    private void keepBackslash() {
        boolean coming = ending == Ending.PARTIAL && cursor.at + 6 > cursor.text.length();
        if (coming && (cursor.at + 1 == cursor.text.length() || cursor.text.charAt(cursor.at + 1) == 'u')) {
            cursor.at = cursor.text.length();
        } else {
            out.append('\\');
            cursor.at++;
        }
    }
}
