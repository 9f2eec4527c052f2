package dev.lian4j.dataconnection.load;

import dev.lian4j.core.error.DocumentLoadException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Reads the cues of SubRip and WebVTT, which differ in little: a line of times, then text up to a blank line. */
final class CueReader {

    private static final String TIME = "(?:(\\d{1,4}):)?(\\d{1,2}):(\\d{1,2})[.,](\\d{1,3})";
    private static final Pattern TIMES = Pattern.compile("\\s*" + TIME + "\\s*-->\\s*" + TIME + "(?:\\s.*)?");
    private static final Pattern SPEAKER = Pattern.compile("<v(?:\\.[^ >]*)?\\s+([^>]+)>");
    private static final Pattern STYLE = Pattern.compile("<[^<>]*>|\\{\\\\[^{}]*}");

    private CueReader() {}

    static List<Cue> read(TextFile file) {
        String[] lines = file.text().split("\n", -1);
        List<Cue> cues = new ArrayList<>();
        for (int at = 0; at < lines.length; at++) {
            if (lines[at].startsWith("NOTE") || lines[at].startsWith("STYLE")) {
                at = blank(lines, at);
            } else if (lines[at].contains("-->")) {
                int end = blank(lines, at);
                add(cues, times(file, lines[at], at + 1), List.of(lines).subList(at + 1, end));
                at = end;
            }
        }
        if (cues.isEmpty()) {
            throw new DocumentLoadException(
                    file.path().toString(), "has no subtitle: no line such as 00:00:01,000 --> 00:00:02,000");
        }
        return cues;
    }

    /** The line of the next blank one, or of the end. */
    private static int blank(String[] lines, int from) {
        int at = from;
        while (at < lines.length && !lines[at].isBlank()) {
            at++;
        }
        return at;
    }

    private static long[] times(TextFile file, String line, int number) {
        Matcher matcher = TIMES.matcher(line);
        if (!matcher.matches()) {
            throw new DocumentLoadException(file.path().toString(), "has times that cannot be read at line " + number);
        }
        return new long[] {millis(matcher, 1), millis(matcher, 5)};
    }

    private static long millis(Matcher matcher, int group) {
        long hours = matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
        long minutes = hours * 60 + Long.parseLong(matcher.group(group + 1));
        long seconds = minutes * 60 + Long.parseLong(matcher.group(group + 2));
        String fraction = (matcher.group(group + 3) + "00").substring(0, 3);
        return seconds * 1000 + Long.parseLong(fraction);
    }

    private static void add(List<Cue> cues, long[] times, List<String> lines) {
        String marked = String.join("\n", lines);
        Matcher speaker = SPEAKER.matcher(marked);
        String name = speaker.find() ? speaker.group(1).strip() : "";
        String text = Parser.unescapeEntities(STYLE.matcher(marked).replaceAll(""), false)
                .strip();
        if (!text.isEmpty()) {
            cues.add(new Cue(times[0], times[1], name, text));
        }
    }
}
