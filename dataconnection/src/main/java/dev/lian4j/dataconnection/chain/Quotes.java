package dev.lian4j.dataconnection.chain;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Documents;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the citations in an answer and checks them. */
final class Quotes {

    private static final Pattern LINE =
            Pattern.compile("(?m)^\\h*(?:[-*>]\\h*)?\\[(.+)]\\h*[::]?\\h*[\"“「](.+)[\"”」]\\h*$");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    // A line end between Chinese characters is layout, not a space.
    private static final Pattern CHINESE_SPACES = Pattern.compile("(?<=[\\p{IsHan},。;、:])\\s+(?=\\p{IsHan})");

    private Quotes() {}

    static CitedAnswer checked(String text, List<Document> sources) {
        Matcher lines = LINE.matcher(text);
        Map<Boolean, List<Citation>> stands = lines.results()
                .map(line -> new Citation(plain(line.group(1)), line.group(2)))
                .collect(Collectors.partitioningBy(
                        citation -> sources.stream().anyMatch(document -> standsIn(citation, document))));
        return new CitedAnswer(text, lines.replaceAll("").strip(), stands.get(true), stands.get(false), sources);
    }

    private static boolean standsIn(Citation citation, Document document) {
        String quote = plain(citation.quote());
        return !quote.isEmpty()
                && citation.source().equals(plain(Documents.citation(document)))
                && plain(document.text()).contains(quote);
    }

    private static String plain(String text) {
        return SPACES.matcher(CHINESE_SPACES.matcher(text).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }
}
