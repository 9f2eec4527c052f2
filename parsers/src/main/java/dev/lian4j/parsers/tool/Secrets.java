package dev.lian4j.parsers.tool;

import java.util.List;
import java.util.regex.Pattern;

/** Takes what looks like a key or a password out of an error's message before a model or a log sees it. */
final class Secrets {

    private static final int LONGEST = 1_000;
    private static final String HIDDEN = "***";

    /** Each with what stays as its first group. */
    private static final List<Pattern> PATTERNS = List.of(
            Pattern.compile("(://)[^/\\s:@]*:[^/\\s@]*(?=@)"),
            Pattern.compile("(?i)\\b((?:bearer|basic)\\s+)[\\w.~+/=-]{6,}"),
            Pattern.compile(
                    "(?i)((?:api[-_ ]?key|access[-_ ]?key|token|secret|passwords?|passwd|pwd|authorization|密码|密钥|口令)"
                            + "[\"']?\\s*(?:[=:：]|\\bis\\b|是|为)\\s*[\"']?)(?!(?:bearer|basic)\\s)[^\\s\"',;&}]+"),
            Pattern.compile("()\\b(?:sk|pk|rk|ghp|gho|ghs|xox[abp]|hf|glpat)[-_][\\w-]{8,}"),
            Pattern.compile("()\\b(?:AKIA|ASIA)[A-Z0-9]{12,}\\b"),
            Pattern.compile("()\\bAIza[\\w-]{20,}"),
            Pattern.compile("()\\beyJ[\\w-]{8,}\\.[\\w-]+(?:\\.[\\w-]*)?"));

    private Secrets() {}

    /** The text without them, cut to {@value #LONGEST} characters. */
    static String hidden(String text) {
        String clean = text.length() > 2 * LONGEST ? text.substring(0, 2 * LONGEST) : text;
        for (Pattern pattern : PATTERNS) {
            clean = pattern.matcher(clean).replaceAll("$1" + HIDDEN);
        }
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "..." : clean;
    }
}
