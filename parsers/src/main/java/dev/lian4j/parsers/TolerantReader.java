package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object or array as models write them: comments, trailing and forgotten commas, keys without quotes, other
 * quotes, Python's constants, full-width commas and colons, brackets that were never closed. What is JSON already is
 * read as JSON says. Linear in the text, also where the text comes piece by piece and is read on after each; nested at
 * most {@value #MAX_DEPTH} deep, on a stack of its own.
 */
final class TolerantReader {

    static final int MAX_DEPTH = 1_000;
    private static final String COMMA = ",\uFF0C";
    private static final String COLON = ":\uFF1A";
    private static final JsonNodeFactory NODES = Json.MAPPER.getNodeFactory();

    private final Cursor cursor;
    private final Deque<OpenNode> open = new ArrayDeque<>();
    private final OpenNode root;
    private @Nullable QuotedText quoted;
    private int values;

    /** Reads what begins at the bracket here; a text still coming grows in place. */
    TolerantReader(StringBuilder text, int at, Ending ending) {
        this.cursor = new Cursor(text, at, ending);
        this.root = OpenNode.at(cursor);
        open.push(root);
    }

    /** Where reading has come to: after the value, or where it broke off. */
    int at() {
        return cursor.at;
    }

    /** The object or array; one that is still coming as far as it goes. */
    JsonNode read() throws Broken {
        return readOn() ? root.node() : soFar(JsonNode::deepCopy);
    }

    /** Reads on as far as the text decides; whether the value is whole. */
    boolean readOn() throws Broken {
        boolean moved = true;
        while (moved && !open.isEmpty()) {
            moved = step();
        }
        return open.isEmpty();
    }

    /** A number that is another one whenever the value so far is another one. */
    long version() {
        int begun = quoted == null ? wordLength() : quoted.isKey() ? 0 : 1 + quoted.length();
        return ((long) values << 32) + begun;
    }

    private int wordLength() {
        return open.isEmpty() || !open.element().takesValue() ? 0 : cursor.text.length() - cursor.at;
    }

    /** Makes something of the value so far, which is only lent: it changes as more is read. */
    <R> R soFar(Function<? super JsonNode, R> function) {
        OpenNode inner = open.peek();
        JsonNode begun = inner == null ? null : begun(inner);
        return inner == null || begun == null
                ? function.apply(root.node())
                : inner.with(begun, () -> function.apply(root.node()));
    }

    /** The part of a value that may still go on; null where there is none. */
    private @Nullable JsonNode begun(OpenNode inner) {
        if (quoted != null) {
            return quoted.isKey() ? null : NODES.textNode(quoted.text());
        }
        boolean word = inner.takesValue() && BareWord.startsAt(cursor);
        return word ? BareWord.soFar(cursor) : null;
    }

    /** Reads one thing; false where more text must come first. */
    private boolean step() throws Broken {
        if (quoted != null) {
            return quoted(quoted);
        }
        if (!cursor.skipBlank()) {
            return false;
        }
        OpenNode inner = open.element();
        return switch (inner.place) {
            case ITEM -> item(inner);
            case COLON -> colon(inner);
            case VALUE -> value(inner);
            case SEPARATOR -> separator(inner);
        };
    }

    private boolean quoted(QuotedText text) throws Broken {
        if (!text.readOn()) {
            return false;
        }
        quoted = null;
        if (text.isKey()) {
            open.element().key(text.text());
        } else {
            put(NODES.textNode(text.text()));
        }
        return true;
    }

    private void put(JsonNode value) {
        values++;
        open.element().put(value);
    }

    /** Passes the closing bracket, finds that the text ends without it, or begins the next item. */
    private boolean item(OpenNode inner) throws Broken {
        if (cursor.peek() == inner.closing()) {
            cursor.at++;
            open.pop();
            return true;
        }
        if (cursor.ended()) {
            mayEnd(inner);
            open.pop();
            return true;
        }
        return inner.isArray() ? value(inner) : key(inner);
    }

    private void mayEnd(OpenNode inner) throws Broken {
        if (cursor.ending == Ending.CLOSED || (cursor.ending == Ending.UNCLOSED && inner.expectsMore)) {
            throw Broken.at(
                    inner.start, "the text ends before the '" + cursor.text.charAt(inner.start) + "' here is closed");
        }
    }

    private boolean key(OpenNode inner) throws Broken {
        if (QuotedText.startsAt(cursor)) {
            quoted = new QuotedText(cursor, true);
            return true;
        }
        if (!BareWord.startsAt(cursor)) {
            throw Broken.at(cursor.at, "expected a key in quotes, found " + cursor.shown());
        }
        String key = BareWord.key(cursor);
        if (key != null) {
            inner.key(key);
        }
        return key != null;
    }

    private boolean colon(OpenNode inner) throws Broken {
        if (cursor.isAny(COLON)) {
            cursor.at++;
            inner.place = OpenNode.Place.VALUE;
            return true;
        }
        if (cursor.isComing() && cursor.ended()) {
            inner.place = OpenNode.Place.ITEM;
            return true;
        }
        throw Broken.at(cursor.at, "expected ':' after the key '" + inner.key() + "', found " + cursor.shown());
    }

    private boolean value(OpenNode inner) throws Broken {
        if (cursor.isAny("{[")) {
            begin(inner);
        } else if (QuotedText.startsAt(cursor)) {
            quoted = new QuotedText(cursor, false);
        } else if (BareWord.startsAt(cursor)) {
            return word();
        } else if (cursor.isComing() && cursor.ended()) {
            inner.place = OpenNode.Place.ITEM;
        } else {
            throw Broken.at(cursor.at, "expected a value, found " + cursor.shown());
        }
        return true;
    }

    private void begin(OpenNode outer) throws Broken {
        if (open.size() >= MAX_DEPTH) {
            throw Broken.tooDeep(cursor.at);
        }
        OpenNode inner = OpenNode.at(cursor);
        values++;
        outer.put(inner.node());
        open.push(inner);
    }

    private boolean word() throws Broken {
        JsonNode value = BareWord.read(cursor);
        if (value != null) {
            put(value);
        }
        return value != null;
    }

    /** Passes a comma; one may be forgotten before a quote, and before a bracket within a list. */
    private boolean separator(OpenNode inner) throws Broken {
        inner.expectsMore = cursor.isAny(COMMA);
        if (inner.expectsMore) {
            cursor.at++;
        } else if (!cursor.ended() && cursor.peek() != inner.closing() && !forgotten(inner)) {
            throw Broken.at(cursor.at, "expected ',' or '" + inner.closing() + "', found " + cursor.shown());
        }
        inner.place = OpenNode.Place.ITEM;
        return true;
    }

    private boolean forgotten(OpenNode inner) {
        return QuotedText.startsAt(cursor) || (inner.isArray() && cursor.isAny("{["));
    }
}
