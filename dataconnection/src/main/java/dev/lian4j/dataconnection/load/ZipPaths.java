package dev.lian4j.dataconnection.load;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Names of members of an archive, as its members refer to one another. */
final class ZipPaths {

    private ZipPaths() {}

    /** The member that a reference in another leads to, without its fragment; never above the root. */
    static String resolve(String base, String reference) {
        String path = decoded(reference.replaceFirst("[#?].*", ""));
        Deque<String> steps = new ArrayDeque<>();
        for (String step : (base.substring(0, base.lastIndexOf('/') + 1) + path).split("/", -1)) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A name with a percent sign that nobody encoded.
            return path;
        }
    }
}
