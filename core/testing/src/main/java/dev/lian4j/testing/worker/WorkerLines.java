package dev.lian4j.testing.worker;

/** What parent and worker say to each other: a line an answer, the outcome first. */
final class WorkerLines {

    /** What a line that is an answer starts with. */
    static final String MARK = "@worker ";

    static final String READY = "READY";
    static final String END = "END";
    private static final int LONGEST = 600;

    private WorkerLines() {}

    static String of(Outcome outcome, String detail) {
        String line = detail.replaceAll("\\s+", " ");
        return outcome + " " + (line.length() > LONGEST ? line.substring(0, LONGEST) : line);
    }

    static Outcome outcome(String line) {
        return Outcome.valueOf(line.substring(0, line.indexOf(' ')));
    }

    static String detail(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }
}
