package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object or array as models write them: comments, trailing and forgotten commas, keys without quotes, other
 * quotes, Python's constants, full-width commas and colons, brackets that were never closed. What is JSON already is
 * read as JSON says. Linear in the text; nested at most {@value #MAX_DEPTH} deep, on a stack of its own.
 */
final class TolerantReader {

    static final int MAX_DEPTH = 1_000;
    private static final String COMMA = ",\uFF0C";
    private static final String COLON = ":\uFF1A";

    private final Cursor cursor;
    private final Ending ending;
    private final Deque<Open> open = new ArrayDeque<>();

    TolerantReader(String text, int at, Ending ending) {
        this.cursor = new Cursor(text, at);
        this.ending = ending;
    }

    /** Where reading has come to: after the value, or where it broke off. */
    int at() {
        return cursor.at;
    }

    /** The object or array that begins here. */
    JsonNode read() throws Broken {
        Open inner = opened();
        while (true) {
            if (atEnd(inner)) {
                Open closed = open.pop();
                if (open.isEmpty()) {
                    return closed.node;
                }
                inner = open.element();
                inner.expectsMore = separator(inner);
            } else if (inner.isArray() || key(inner)) {
                inner = value(inner);
            }
        }
    }

    private Open opened() throws Broken {
        if (open.size() >= MAX_DEPTH) {
            throw Broken.tooDeep(cursor.at);
        }
        boolean array = cursor.peek() == '[';
        Open opened = new Open(array ? Json.MAPPER.createArrayNode() : Json.MAPPER.createObjectNode(), cursor.at);
        cursor.at++;
        open.push(opened);
        return opened;
    }

    /** Passes the closing bracket, or finds that the text ends without it. */
    private boolean atEnd(Open inner) throws Broken {
        cursor.skipBlank();
        if (cursor.peek() == inner.closing()) {
            cursor.at++;
            return true;
        }
        if (cursor.ended() && (ending == Ending.CLOSED || (ending == Ending.UNCLOSED && inner.expectsMore))) {
            throw Broken.at(
                    inner.start, "the text ends before the '" + cursor.text.charAt(inner.start) + "' here is closed");
        }
        return cursor.ended();
    }

    /** Reads a key and its colon; false where a text still coming ends here. */
    private boolean key(Open inner) throws Broken {
        inner.key = key();
        cursor.skipBlank();
        if (cursor.isAny(COLON)) {
            cursor.at++;
            return true;
        }
        if (ending == Ending.PARTIAL && cursor.ended()) {
            return false;
        }
        throw Broken.at(cursor.at, "expected ':' after the key '" + inner.key + "', found " + cursor.shown());
    }

    private String key() throws Broken {
        if (QuotedText.startsAt(cursor)) {
            return QuotedText.readKey(cursor, ending);
        }
        if (!BareWord.startsAt(cursor)) {
            throw Broken.at(cursor.at, "expected a key in quotes, found " + cursor.shown());
        }
        return BareWord.key(cursor);
    }

    /** Reads a value into what is open, and gives what is open then. */
    private Open value(Open outer) throws Broken {
        cursor.skipBlank();
        if (cursor.isAny("{[")) {
            Open inner = opened();
            outer.put(inner.node);
            return inner;
        }
        JsonNode scalar = scalar();
        if (scalar != null) {
            outer.put(scalar);
        }
        outer.expectsMore = separator(outer);
        return outer;
    }

    /** The value here; null where a text still coming has none yet. */
    private @Nullable JsonNode scalar() throws Broken {
        if (QuotedText.startsAt(cursor)) {
            return Json.MAPPER.getNodeFactory().textNode(QuotedText.read(cursor, ending));
        }
        if (BareWord.startsAt(cursor)) {
            return BareWord.read(cursor, ending);
        }
        if (ending == Ending.PARTIAL && cursor.ended()) {
            return null;
        }
        throw Broken.at(cursor.at, "expected a value, found " + cursor.shown());
    }

    /** Passes a comma and says so; one may be forgotten before a quote, and before a bracket within a list. */
    private boolean separator(Open inner) throws Broken {
        cursor.skipBlank();
        if (cursor.isAny(COMMA)) {
            cursor.at++;
            return true;
        }
        boolean next = QuotedText.startsAt(cursor) || (inner.isArray() && cursor.isAny("{["));
        if (!next && !cursor.ended() && cursor.peek() != inner.closing()) {
            throw Broken.at(cursor.at, "expected ',' or '" + inner.closing() + "', found " + cursor.shown());
        }
        return false;
    }

    /** An object or array that is being read. */
    private static final class Open {
        private final ContainerNode<?> node;
        private final int start;
        private String key = "";
        private boolean expectsMore = true;

        Open(ContainerNode<?> node, int start) {
            this.node = node;
            this.start = start;
        }

        boolean isArray() {
            return node.isArray();
        }

        char closing() {
            return isArray() ? ']' : '}';
        }

        void put(JsonNode value) {
            if (node instanceof ArrayNode array) {
                array.add(value);
            } else if (node instanceof ObjectNode object) {
                object.set(key, value);
            }
        }
    }
}
