package dev.lian4j.dataconnection.evaluate;

/** A page that needs nothing else: no script, no font, no address. */
final class Html {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%s</title><style>
            :root { color-scheme: light dark; --line: #8884; --good: #2a9d5c; --bad: #d1495b; }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%%; margin: 1rem 0; }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
            meter { width: 8rem; } summary { cursor: pointer; padding: .3rem 0; }
            details { border-bottom: 1px solid var(--line); } details > div { padding: 0 0 1rem 1.2rem; }
            .text { white-space: pre-wrap; overflow-wrap: anywhere; } .good { color: var(--good); }
            .bad { color: var(--bad); } .quiet { opacity: .7; }
            </style></head><body>
            """;

    private final StringBuilder page = new StringBuilder();

    Html(String title) {
        page.append(HEAD.formatted(escaped(title)));
    }

    /** Trusted HTML with places for texts, which are escaped. */
    Html add(String pattern, Object... texts) {
        Object[] safe = new Object[texts.length];
        for (int i = 0; i < texts.length; i++) {
            safe[i] = texts[i] instanceof String text ? escaped(text) : texts[i];
        }
        page.append(ReportText.format(pattern, safe)).append('\n');
        return this;
    }

    String page() {
        return page + "</body></html>\n";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
