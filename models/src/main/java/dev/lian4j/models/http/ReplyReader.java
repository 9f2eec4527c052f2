package dev.lian4j.models.http;

import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.LianException;
import dev.lian4j.core.error.ModelConnectionException;
import dev.lian4j.core.error.StreamTruncatedException;
import dev.lian4j.models.http.Assembler.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a successful response into an assembler: event by event, or as one. Nothing that is cut short
 * leaves here as a result.
 */
final class ReplyReader<R> {

    /** How long to wait for the figures that follow a whole answer. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final BufferedSource source;
    private final Reply reply;
    private final Assembler<R> assembler;
    private final Faults faults;
    private final Runnable stop;
    private Progress progress = Progress.MORE;
    private boolean any;

    ReplyReader(BufferedSource source, Reply reply, Assembler<R> assembler, Faults faults, Runnable stop) {
        this.source = source;
        this.reply = reply;
        this.assembler = assembler;
        this.faults = faults;
        this.stop = stop;
    }

    /** Reads the body as one event. */
    R whole() throws IOException {
        String body = source.readUtf8();
        assembler.accept(new SseEvent("", body.startsWith("\uFEFF") ? body.substring(1) : body));
        return assembler.result();
    }

    /** Reads the body as events that are framed so. */
    R events(Framing framing) {
        String head = "";
        Silence silence = new Silence(faults.timeouts().read(), stop);
        try (silence) {
            source.timeout().timeout(0, TimeUnit.NANOSECONDS);
            silence.begin();
            source.request(1);
            head = Redactor.head(source.getBuffer(), 200);
            EventReader events = reader(framing);
            while (progress != Progress.DONE && next(events, silence)) {
                any = true;
            }
        } catch (IOException e) {
            if (progress == Progress.MORE) {
                throw broken(e, silence);
            }
            // The answer is whole: that the connection broke after it takes nothing from it, unless we were stopped.
            faults.throwIfStopped();
        }
        return result(head, framing);
    }

    private EventReader reader(Framing framing) {
        Function<String, InvalidResponseException> tooLong = what -> reply.invalid("sent " + what);
        return framing == Framing.LINES ? new NdjsonReader(source, tooLong) : new SseReader(source, tooLong);
    }

    private boolean next(EventReader events, Silence silence) throws IOException {
        // Begins anew with each event, which comments are not; the time that the receiver takes does not count.
        silence.begin();
        SseEvent event = events.next();
        silence.end();
        if (event == null) {
            return false;
        }
        progress = assembler.accept(event);
        if (progress == Progress.ENOUGH) {
            silence.shorten(GRACE);
        }
        return true;
    }

    private R result(String head, Framing framing) {
        if (progress != Progress.MORE) {
            return assembler.result();
        }
        boolean named = reply.contentType().contains("event-stream") || framing == Framing.LINES;
        boolean events = named && !head.startsWith("<") && (framing == Framing.LINES || !head.startsWith("{"));
        throw any || events ? truncated(null) : reply.invalid("sent no events", head);
    }

    private LianException broken(IOException e, Silence silence) {
        LianException mapped = silence.tooLong() ? faults.silent(e) : faults.of(e);
        return mapped instanceof ModelConnectionException ? truncated(e) : mapped;
    }

    private StreamTruncatedException truncated(@Nullable IOException cause) {
        return reply.truncated(assembler.partialText(), cause);
    }
}
