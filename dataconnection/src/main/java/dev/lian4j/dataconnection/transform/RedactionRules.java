package dev.lian4j.dataconnection.transform;

import java.util.List;
import java.util.regex.Pattern;

/** Secrets and personal data as they are written in English and Chinese texts. */
public final class RedactionRules {

    /** Keys with the marks of their provider, signed tokens (JWT), private keys in PEM: {@code [API_KEY]}. */
    public static final RedactionRule API_KEY = RedactionRule.of(
            "API_KEY",
            "(?<![A-Za-z0-9_-])(?:"
                    + String.join(
                            "|",
                            "sk-[A-Za-z0-9_-]{16,}+", // OpenAI, Anthropic, DeepSeek
                            "[prs]k_(?:live|test)_[A-Za-z0-9]{10,}+", // Stripe
                            "gh[oprsu]_[A-Za-z0-9]{20,}+",
                            "github_pat_[A-Za-z0-9_]{20,}+",
                            "glpat-[A-Za-z0-9_-]{16,}+",
                            "(?:AKIA|ASIA)[0-9A-Z]{16}", // Amazon
                            "AIza[A-Za-z0-9_-]{30,}+", // Google
                            "LTAI[A-Za-z0-9]{12,}+", // Alibaba
                            "AKID[A-Za-z0-9]{13,}+", // Tencent
                            "xox[abeoprs]-[A-Za-z0-9-]{10,}+", // Slack
                            "(?:hf|gsk|npm|r8)_[A-Za-z0-9]{20,}+",
                            "eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]*+",
                            "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
                                    + "[\\s\\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\\z)")
                    + ")");

    /** What is said to be a password, secret, token or key, and bearer tokens: {@code [SECRET]}. */
    public static final RedactionRule SECRET = RedactionRule.of(
            "SECRET",
            "(?i)(?:\\bbearer\\s{1,3}|(?:password|passwd|pwd|passphrase|secret|token|api[ _-]?key|access[ _-]?key"
                    + "|密码|口令|密钥|令牌)[\"']?\\s{0,3}(?:[:=]|是|为)\\s{0,3}[\"']?)"
                    + "([!-~&&[^\"'`,;<>]]{6,}+)");

    /** The password in an address such as {@code https://user:password@host}: {@code [SECRET]}. */
    public static final RedactionRule ADDRESS_SECRET =
            RedactionRule.of("SECRET", "://[^\\s/:@]{1,64}+:([^\\s/@]{1,256}+)@");

    /** E-mail addresses: {@code [EMAIL]}. */
    public static final RedactionRule EMAIL = RedactionRule.of(
            "EMAIL",
            "(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++@(?:[A-Za-z0-9-]{1,63}+\\.){1,10}[A-Za-z]{2,24}(?![A-Za-z0-9])");

    /** Chinese identity cards of 18 or 15 places, with a date that there is, and US social security numbers: {@code [ID]}. */
    public static final RedactionRule ID = RedactionRule.of(
            "ID",
            "(?<![0-9A-Za-z])(?:[1-9][0-9]{5}(?:(?:18|19|20)[0-9]{2}%1$s[0-9]{3}[0-9Xx]|[0-9]{2}%1$s[0-9]{3})|%2$s)(?![0-9A-Za-z])"
                    .formatted(
                            "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])",
                            "(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}"));

    /** Bank cards of 13 to 19 digits, in one or in groups, whose check digit is right: {@code [CARD]}. */
    public static final RedactionRule CARD = new RedactionRule(
            "CARD",
            Pattern.compile("(?<![0-9A-Za-z.])(?:[2-6][0-9]{12,18}"
                    + "|[2-6][0-9]{3}(?: [0-9]{4}){2}(?: [0-9]{4} [0-9]{1,3}| [0-9]{1,4})"
                    + "|[2-6][0-9]{3}(?:-[0-9]{4}){2}(?:-[0-9]{4}-[0-9]{1,3}|-[0-9]{1,4})"
                    + "|3[0-9]{3}[ -][0-9]{6}[ -][0-9]{5})(?![0-9A-Za-z])"),
            Luhn::isRight);

    /** Phones: Chinese mobile and fixed ones, numbers with a plus, and those written as in America: {@code [PHONE]}. */
    public static final RedactionRule PHONE = RedactionRule.of(
            "PHONE",
            "(?<![0-9A-Za-z+]|[0-9][.-])(?:"
                    + String.join(
                            "|",
                            "(?:(?:\\+|00)?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}",
                            "(?:\\(0[0-9]{2,3}\\)[- ]?|(?:\\+?86[- ])?0[0-9]{2,3}[- ])[2-9][0-9]{6,7}(?:[-转][0-9]{1,6})?",
                            "[48]00[- ][0-9]{3}[- ]?[0-9]{4}",
                            "\\+[1-9](?:[-. ()]{0,2}[0-9]){6,14}",
                            "(?:1[-. ])?(?:\\([2-9][0-9]{2}\\) ?|[2-9][0-9]{2}[-. ])[2-9][0-9]{2}[-. ][0-9]{4}")
                    + ")(?![0-9])");

    /** All of these; where two find the same, the first. */
    public static final List<RedactionRule> ALL = List.of(API_KEY, ADDRESS_SECRET, EMAIL, SECRET, ID, CARD, PHONE);

    private RedactionRules() {}
}
