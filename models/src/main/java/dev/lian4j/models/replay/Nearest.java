package dev.lian4j.models.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the recorded request that is most like one, and tells the difference. */
final class Nearest {

    private static final int DIFFERENCES = 5;
    private static final int SHOWN = 60;
    private static final int LACKING = 400;
    private static final String NONE = "nothing";

    private Nearest() {}

    static String of(Map<String, Object> asked, List<Exchange> all) {
        Map<String, String> leaves = leaves(asked);
        return all.stream()
                .min(Comparator.comparingInt(exchange -> distance(leaves, leaves(exchange.request()))))
                .map(nearest -> "The nearest is in line " + nearest.line() + ", where "
                        + told(leaves, leaves(nearest.request())))
                .orElse("The cassette is empty; record the calls first");
    }

    /** A field that one of them lacks counts less than a text that is quite another. */
    private static int distance(Map<String, String> asked, Map<String, String> recorded) {
        int distance = 0;
        for (String path : differing(asked, recorded)) {
            String one = asked.get(path);
            String other = recorded.get(path);
            distance += one == null || other == null ? LACKING : 100 + apart(one, other);
        }
        return distance;
    }

    /** How much of the longer text is neither in the beginning nor in the end that both share, of 1,000. */
    private static int apart(String one, String other) {
        int start = alike(one, other);
        String reversed = new StringBuilder(one.substring(start)).reverse().toString();
        int end = alike(
                reversed, new StringBuilder(other.substring(start)).reverse().toString());
        int longest = Math.max(one.length(), other.length());
        return (int) (1_000L * (longest - start - end) / longest);
    }

    private static List<String> differing(Map<String, String> asked, Map<String, String> recorded) {
        Set<String> paths = new LinkedHashSet<>(asked.keySet());
        paths.addAll(recorded.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(asked.get(path), recorded.get(path)))
                .toList();
    }

    private static String told(Map<String, String> asked, Map<String, String> recorded) {
        List<String> paths = differing(asked, recorded);
        List<String> told = new ArrayList<>();
        for (String path : paths.subList(0, Math.min(DIFFERENCES, paths.size()))) {
            String one = asked.getOrDefault(path, NONE);
            String other = recorded.getOrDefault(path, NONE);
            int from = Math.max(0, alike(one, other) - 10);
            told.add(path + " is " + shown(other, from) + " instead of " + shown(one, from));
        }
        return String.join("; ", told)
                + (paths.size() > DIFFERENCES ? "; and " + (paths.size() - DIFFERENCES) + " more" : "");
    }

    private static int alike(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            if (one.charAt(i) != other.charAt(i)) {
                return i;
            }
        }
        return length;
    }

    /** A part of the text from where it becomes interesting. */
    private static String shown(String text, int from) {
        String rest = (from > 0 ? "…" : "") + text.substring(Math.min(from, text.length()));
        return rest.length() > SHOWN ? rest.substring(0, SHOWN) + "…" : rest;
    }

    private static Map<String, String> leaves(Map<String, Object> map) {
        Map<String, String> leaves = new LinkedHashMap<>();
        collect("", map, leaves);
        return leaves;
    }

    private static void collect(String path, @Nullable Object value, Map<String, String> leaves) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> collect(path + "/" + key, inner, leaves));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(path + "/" + i, list.get(i), leaves);
            }
        } else {
            leaves.put(path, value instanceof String text ? "'" + text + "'" : String.valueOf(value));
        }
    }
}
