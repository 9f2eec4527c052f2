package dev.lian4j.models.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.error.StreamTruncatedException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A response of a server, as far as errors about it must tell. Immutable. */
public final class Reply {

    private static final int SHOWN = 200;

    private final Response response;
    private final String place;
    private final Redactor redactor;

    Reply(Response response, String place, Redactor redactor) {
        this.response = response;
        this.place = place;
        this.redactor = redactor;
    }

    /**
     * The JSON object that an event, or a whole reply, holds.
     *
     * @throws ModelException the error that the object reports
     * @throws InvalidResponseException if there is no JSON object
     */
    public JsonNode object(SseEvent event) {
        JsonNode body = parse(event.data());
        ErrorReply error = event.name().equals("error") ? ErrorReply.of(body) : ErrorReply.in(body);
        if (error != null) {
            throw Failures.of(error, place, details(), redactor);
        }
        if (!body.isObject()) {
            throw invalid("sent JSON that is no object", event.data());
        }
        return body;
    }

    private JsonNode parse(String text) {
        if (text.isBlank()) {
            throw invalid("sent an empty reply", text);
        }
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            // The cause is left out: its message may quote the reply, past the redactor.
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw invalid("sent something that is not JSON" + where, text);
        }
    }

    /** The error for a reply that is not what its protocol promises; {@code what} goes on after "The server at ...". */
    public InvalidResponseException invalid(String what) {
        return new InvalidResponseException("The server at " + place + " " + what, details(), null);
    }

    InvalidResponseException invalid(String what, String text) {
        String begins = text.isEmpty() ? "" : "; it begins: " + redactor.clean(Redactor.cut(text, SHOWN));
        return invalid(what + " (HTTP " + response.code() + ", content type " + contentType() + ")" + begins
                + ". Check that the base address is that of a model server");
    }

    StreamTruncatedException truncated(String partialText, @Nullable Exception cause) {
        Details known = details();
        return new StreamTruncatedException(
                "The reply of " + place + " broke off after " + partialText.length()
                        + " characters, before it was whole; ask again",
                partialText,
                new Details(known.status(), true, null, known.requestId(), null),
                cause);
    }

    /** The error of a response whose status is not of success. */
    ModelException refused(String body) {
        if (response.isRedirect()) {
            return new ModelException(
                    "The server at " + place + " redirects to " + redirect()
                            + "; set that as base address if it is right",
                    details(),
                    null);
        }
        return Failures.of(error(body), place, details(), redactor);
    }

    private String redirect() {
        String location = Optional.ofNullable(response.header("Location")).orElse("nowhere");
        int query = location.indexOf('?');
        return redactor.clean(query < 0 ? location : location.substring(0, query));
    }

    private static ErrorReply error(String body) {
        try {
            JsonNode said = Json.parse(body);
            // Gemini's, where events were asked for: a list of one.
            JsonNode json = said.path(0).isObject() ? said.path(0) : said;
            return json.isObject() ? ErrorReply.of(json) : new ErrorReply(json.asText(), "", "");
        } catch (JsonProcessingException notJson) {
            return new ErrorReply(Redactor.cut(body, SHOWN), "", "");
        }
    }

    private Details details() {
        int status = response.code();
        boolean worthIt = status == 408 || status == 409 || status == 429 || status >= 500;
        String asked = response.header("x-should-retry");
        boolean retryable = asked == null ? worthIt : asked.equals("true") || (worthIt && !asked.equals("false"));
        String requestId = Stream.of("x-request-id", "request-id", "apim-request-id")
                .map(response::header)
                .filter(id -> id != null)
                .findFirst()
                .orElse(null);
        return new Details(status, retryable, RetryAfter.of(response.headers(), Clock.systemUTC()), requestId, null);
    }

    /** How the body is cut into events, where this was asked for. */
    Framing framing(Framing asked) {
        return Framing.of(contentType(), asked);
    }

    /** The media type by the server's word, in lower case; "none" where it gives none. */
    String contentType() {
        return Optional.ofNullable(response.header("Content-Type"))
                .orElse("none")
                .toLowerCase(Locale.ROOT);
    }
}
