package dev.lian4j.models.http;

import dev.lian4j.core.error.AuthenticationException;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.error.RateLimitedException;
import java.time.Duration;

/** From what a server says of an error to the exception that tells the caller what to do. */
final class Failures {

    private Failures() {}

    static ModelException of(ErrorReply error, String place, Details known, Redactor redactor) {
        int status = error.status(known.status());
        Details details = details(error, status, known);
        String said = said(error, known, redactor);
        if (status == 401 || status == 403 || error.badKey()) {
            return new AuthenticationException(
                    "The server at " + place + " does not accept the key, or the key may not do this" + said,
                    details,
                    null);
        }
        if (error.outOfQuota()) {
            return new RateLimitedException(
                    "The account at " + place + " is used up; check its plan and billing" + said, details, null);
        }
        if (status == 429) {
            return new RateLimitedException(
                    "Too many calls or tokens for " + place + " at the moment" + said, details, null);
        }
        if (error.tooLong()) {
            return new ContextLengthExceededException(
                    "The request is longer than the model's context; shorten it or ask for fewer tokens" + said,
                    details,
                    null);
        }
        return other(status, place, said, details);
    }

    private static ModelException other(int status, String place, String said, Details details) {
        if (status == 404) {
            return new ModelException(
                    "The server at " + place + " does not know this model or path; check the model's name and the base"
                            + " address" + said,
                    details,
                    null);
        }
        String what = status >= 500 ? " failed" : " refuses the request";
        return new ModelException("The server at " + place + what + said, details, null);
    }

    private static Details details(ErrorReply error, int status, Details known) {
        // For an error within a reply the response's own status (200) says nothing of a further try.
        boolean meant = known.status() < 400 && (status == 408 || status == 409 || status == 429 || status >= 500);
        boolean retryable = (known.retryable() || meant) && !error.outOfQuota() && !error.tooLong();
        String code = error.code().isEmpty() ? null : error.code();
        Duration wait = known.retryAfter() == null ? error.retryAfter() : known.retryAfter();
        return new Details(known.status(), retryable, wait, known.requestId(), code);
    }

    private static String said(ErrorReply error, Details known, Redactor redactor) {
        String id = known.requestId() == null ? "" : ", request " + redactor.clean(known.requestId());
        String code = error.code().isEmpty() ? "" : ", " + redactor.clean(error.code());
        String message = error.message().isBlank() ? "" : ": " + redactor.clean(error.message());
        return " (HTTP " + known.status() + code + id + ")" + message;
    }
}
