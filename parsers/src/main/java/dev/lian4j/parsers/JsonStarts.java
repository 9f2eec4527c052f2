package dev.lian4j.parsers;

/** Where JSON may begin in a reply that is still coming, as {@link JsonFinder} would look for it in the whole. */
final class JsonStarts {

    private static final String FENCE = "```";
    private static final String JSON = "json";

    private final StringBuilder text;
    private final Thinking thinking;
    private int first;
    private int from;
    private int fence;
    private boolean fenceSeen;

    JsonStarts(StringBuilder text) {
        this.text = text;
        this.thinking = new Thinking(text);
    }

    /** The next bracket; -1 where none has come. */
    int next() {
        int answer = thinking.end();
        if (answer < 0) {
            return -1;
        }
        from = Math.max(from, answer);
        while (from < text.length() && !isBracket(text.charAt(from))) {
            from++;
        }
        return from < text.length() ? from : -1;
    }

    /** Looks on from here. */
    void goOn(int at) {
        from = Math.max(from, at);
    }

    /** Whether a first fenced block of JSON has begun after what was found; if so looks on from there, once. */
    boolean moveToFence(int found) {
        if (fenceSeen || beginsWithJson() || !findFence()) {
            return false;
        }
        fenceSeen = true;
        from = Math.max(from, fence);
        return fence > found;
    }

    private static boolean isBracket(char c) {
        return c == '{' || c == '[';
    }

    private boolean beginsWithJson() {
        while (first < text.length() && Cursor.isBlank(text.charAt(first))) {
            first++;
        }
        return first < text.length() && isBracket(text.charAt(first));
    }

    /** Moves to the first line that opens a block of JSON. */
    private boolean findFence() {
        int at = text.indexOf(FENCE, fence);
        while (at >= 0 && at + FENCE.length() + JSON.length() <= text.length()) {
            if (opensJson(at)) {
                fence = at;
                return true;
            }
            at = text.indexOf(FENCE, at + FENCE.length());
        }
        fence = at >= 0 ? at : Math.max(fence, text.length() - FENCE.length() + 1);
        return false;
    }

    private boolean opensJson(int at) {
        int name = at + FENCE.length();
        return text.substring(name, name + JSON.length()).equalsIgnoreCase(JSON) && startsLine(at);
    }

    private boolean startsLine(int at) {
        int before = at - 1;
        while (before >= 0 && text.charAt(before) != '\n' && Cursor.isBlank(text.charAt(before))) {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n';
    }
}
