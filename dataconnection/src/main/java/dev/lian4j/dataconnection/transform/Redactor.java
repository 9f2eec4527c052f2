package dev.lian4j.dataconnection.transform;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Takes secrets and personal data out of texts: what it finds becomes {@code [EMAIL]}, {@code [PHONE]}, {@code [ID]},
 * {@code [CARD]}, {@code [API_KEY]} or {@code [SECRET]}. By patterns and check digits, so names and postal addresses stay,
 * and so does what is written in a way of its own: a help, not a guarantee. Metadata stays as it is. Lazy, order and ids
 * kept. Immutable.
 *
 * <pre>{@code
 * Redactor.create().redact("请致电13812345678或写信给li@example.com"); // 请致电[PHONE]或写信给[EMAIL]
 * }</pre>
 *
 * @param rules what is taken out; where two find the same, the first
 */
public record Redactor(List<RedactionRule> rules) implements DocumentTransformer {

    /** Copies the rules. */
    public Redactor {
        rules = List.copyOf(rules);
    }

    /** A redactor by {@link RedactionRules#ALL}. */
    public static Redactor create() {
        return new Redactor(RedactionRules.ALL);
    }

    /** A redactor by some rules. */
    public static Redactor of(RedactionRule... rules) {
        return new Redactor(List.of(rules));
    }

    /** The same redactor with a rule more, which comes after the others. */
    public Redactor with(RedactionRule rule) {
        List<RedactionRule> more = new ArrayList<>(rules);
        more.add(rule);
        return new Redactor(more);
    }

    @Override
    public Stream<Document> transform(Stream<Document> documents) {
        return documents.map(document -> new Document(document.id(), redact(document.text()), document.metadata()));
    }

    /** A text without what the rules find. */
    public String redact(String text) {
        StringBuilder redacted = new StringBuilder();
        int at = 0;
        for (Redaction found : find(text)) {
            redacted.append(text, at, found.from())
                    .append('[')
                    .append(found.label())
                    .append(']');
            at = found.to();
        }
        return redacted.append(text, at, text.length()).toString();
    }

    /** The places that are taken out, in order, none within another. */
    public List<Redaction> find(String text) {
        String narrow = narrow(text);
        TreeMap<Integer, Redaction> found = new TreeMap<>();
        rules.stream()
                .flatMap(rule -> rule.in(narrow))
                .filter(redaction -> isFree(found, redaction))
                .forEachOrdered(redaction -> found.put(redaction.from(), redaction));
        return List.copyOf(found.values());
    }

    private static boolean isFree(TreeMap<Integer, Redaction> found, Redaction redaction) {
        Map.Entry<Integer, Redaction> before = found.lowerEntry(redaction.to());
        return redaction.from() < redaction.to()
                && (before == null || before.getValue().to() <= redaction.from());
    }

    /** With ASCII for full-width signs, which are as long. */
    private static String narrow(String text) {
        if (text.chars().noneMatch(Redactor::isWide)) {
            return text;
        }
        StringBuilder narrow = new StringBuilder(text.length());
        text.chars().forEach(c -> narrow.append((char) (isWide(c) ? c - 0xfee0 : c)));
        return narrow.toString();
    }

    private static boolean isWide(int c) {
        return c >= 0xff01 && c <= 0xff5e;
    }
}
