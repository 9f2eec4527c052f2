package dev.lian4j.examples.cli.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Recorded runs as one page for the browser: a tree with bars for times, prompts, answers, tokens, and a search. */
public final class TracePage {

    private TracePage() {}

    /** The page; what was recorded stands in it as data only, and nothing is loaded from elsewhere. */
    public static String of(List<Span> spans) {
        try (InputStream page = TracePage.class.getResourceAsStream("trace.html")) {
            String template = new String(Objects.requireNonNull(page).readAllBytes(), StandardCharsets.UTF_8);
            String data = new ObjectMapper()
                    .writeValueAsString(spans.stream().map(Span::toMap).toList());
            // Within a script nothing but "<" could end it or begin a comment.
            return template.replace("/*SPANS*/[]", data.replace("<", "\\u003c"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The trace cannot be written as JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
