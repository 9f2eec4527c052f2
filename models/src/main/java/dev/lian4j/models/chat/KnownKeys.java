package dev.lian4j.models.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of texts what looks like a key: the forms of the well-known providers, bearer tokens, private keys, and
 * values of fields called password, secret, token or key. A key of no known form is not found. Thread safe.
 */
public final class KnownKeys {

    /** What stands where a key was. */
    public static final String HIDDEN = "[key removed]";

    private static final Pattern FORMS = Pattern.compile(
            "\\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}" // OpenAI, Anthropic
                    + "|\\bAIza[A-Za-z0-9_-]{30,}" // Google
                    + "|\\b(?:hf|gsk|ghp|gho|ghs|ghu|github_pat|glpat|xai|pplx|nvapi|r8|tvly)[_-][A-Za-z0-9_-]{16,}"
                    + "|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b" // AWS
                    + "|\\bLTAI[A-Za-z0-9]{12,}" // Alibaba
                    + "|\\bxox[abeprs]-[A-Za-z0-9-]{10,}" // Slack
                    + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*" // JSON Web Token
                    + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?");
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer\\s+)[A-Za-z0-9._~+/=-]{8,}");
    private static final String FIELD = "(?:password|passwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token"
            + "|access[_-]?token|refresh[_-]?token|client[_-]?secret|authorization|private[_-]?key)";
    private static final Pattern ASSIGNED =
            Pattern.compile("(?i)(" + FIELD + "\\\\?[\"']?\\s{0,9}[:=]\\s{0,9}\\\\?[\"']?)([^\\s\"'\\\\,;}&\\[]{4,})");
    private static final Pattern NAME = Pattern.compile("(?i)(?:.*[_-])?" + FIELD);

    private KnownKeys() {}

    /** The text without what looks like a key. */
    public static String hide(String text) {
        String hidden = FORMS.matcher(text).replaceAll(HIDDEN);
        hidden = BEARER.matcher(hidden).replaceAll("$1" + HIDDEN);
        return ASSIGNED.matcher(hidden).replaceAll("$1" + HIDDEN);
    }

    /** Such a map with {@link #hide} done to every text in it, and to texts whole where their field's name is a key's. */
    public static Map<String, Object> hide(Map<String, ?> map) {
        Map<String, Object> hidden = new LinkedHashMap<>();
        map.forEach((key, value) ->
                hidden.put(key, value instanceof String && NAME.matcher(key).matches() ? HIDDEN : value(value)));
        return hidden;
    }

    @SuppressWarnings("unchecked") // plain values have string keys
    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof String text) {
            return hide(text);
        }
        if (value instanceof Map<?, ?> map) {
            return hide((Map<String, ?>) map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> hidden = new ArrayList<>();
            list.forEach(inner -> hidden.add(value(inner)));
            return hidden;
        }
        return value;
    }
}
