package dev.lian4j.models.http;

import dev.lian4j.core.Run;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import okio.Okio;

/** One try of a call; may be run again. */
record Attempt<R>(
        OkHttpClient client,
        HttpConfig config,
        Request request,
        Framing framing,
        Redactor redactor,
        Deadline deadline,
        Assembler.Factory<R> assemblers) {

    private static final int LONGEST_ERROR = 1 << 16;

    R run(Run run) {
        Faults faults = new Faults(config.place(), config.timeouts(), deadline, run);
        long left = deadline.left();
        if (left <= 0) {
            throw faults.overdue(null);
        }
        Call call = client.newCall(request);
        call.timeout().timeout(left, TimeUnit.NANOSECONDS);
        try (Run.Registration ignored = run.onCancel(call::cancel);
                Response response = call.execute()) {
            return read(response, faults, call::cancel);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // Not only IOException: OkHttp lets an InterruptedException out, undeclared.
            throw faults.of(e);
        }
    }

    private R read(Response response, Faults faults, Runnable stop) throws IOException {
        Reply reply = new Reply(response, config.place(), redactor);
        long limit = config.maxResponseBytes();
        BufferedSource source = Okio.buffer(new LimitedSource(
                response.body().source(), limit, () -> reply.invalid("sent more than " + limit + " bytes")));
        if (!response.isSuccessful()) {
            throw reply.refused(error(source, faults));
        }
        ReplyReader<R> reader = new ReplyReader<>(source, reply, assemblers.create(reply, faults.run()), faults, stop);
        Framing actual = reply.framing(framing);
        return actual == Framing.WHOLE ? reader.whole() : reader.events(actual);
    }

    private static String error(BufferedSource source, Faults faults) {
        try {
            source.request(LONGEST_ERROR);
        } catch (IOException e) {
            // The status alone says more than that its explanation was cut.
            faults.throwIfStopped();
        }
        return Redactor.head(source.getBuffer(), LONGEST_ERROR);
    }
}
