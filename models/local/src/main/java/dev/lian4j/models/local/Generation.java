package dev.lian4j.models.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.StopFilter;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.local.worker.Frame;
import dev.lian4j.models.local.worker.GenerateRequest;
import dev.lian4j.models.local.worker.Kind;
import dev.lian4j.models.local.worker.Sampling;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One text, from the prompt to its end. */
final class Generation {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> ANY_OBJECT = Map.of("type", "object");

    private final ModelHost host;
    private final ChatParameters parameters;
    private final Run run;

    Generation(ModelHost host, ChatParameters parameters, Run run) {
        this.host = host;
        this.parameters = parameters;
        this.run = run;
    }

    /**
     * Writes the text, handing on its pieces.
     *
     * @param prompt makes the text to continue, in turn
     */
    Generated generate(Function<NativeProcess, String> prompt) {
        if (host.options().embeddings()) {
            throw new ModelException(host.name() + " was opened for embeddings; open it again without, to write texts");
        }
        Map<Sampling, Double> sampling = Decoding.of(parameters, host.name());
        String schema = schema(parameters.responseFormat());
        return host.exclusively(run, process -> {
            String text = prompt.apply(process);
            int promptTokens = new TokenCount(host, process, run).checked(text);
            int room = host.contextSize() - promptTokens;
            int limit = parameters.maxTokens() == null ? room : Math.min(parameters.maxTokens(), room);
            GenerateRequest request = new GenerateRequest(
                    text,
                    limit,
                    sampling,
                    grammar(schema, process),
                    host.options().reusePrompt());
            return receive(process.begin(request::frame), promptTokens, limit);
        });
    }

    private static String schema(@Nullable ResponseFormat format) {
        if (format == null || format instanceof ResponseFormat.Text) {
            return "";
        }
        Map<String, Object> schema = ANY_OBJECT;
        if (format instanceof ResponseFormat.JsonSchema asked) {
            JsonSchemaCheck.check(asked.schema(), asked.strict());
            schema = asked.schema();
        }
        try {
            return JSON.writeValueAsString(schema);
        } catch (JsonProcessingException e) {
            throw new ModelException("The JSON Schema cannot be written as JSON", ModelException.Details.NONE, e);
        }
    }

    private String grammar(String schema, NativeProcess process) {
        return schema.isEmpty()
                ? ""
                : process.ask(run, call -> Frame.of(call, Kind.GRAMMAR, schema)).text();
    }

    private Generated receive(NativeProcess.Exchange exchange, int promptTokens, int limit) {
        StopFilter filter = new StopFilter(parameters.stop());
        StringBuilder text = new StringBuilder();
        int tokens = 0;
        boolean endToken = false;
        boolean done = false;
        try (Run.Registration ignored = run.onCancel(exchange::cancel)) {
            while (!filter.stopped()) {
                Frame frame = exchange.next();
                if (frame.kind() == Kind.DONE) {
                    done = true;
                    break;
                }
                tokens++;
                // Only the token that ends a text has no text: others are handed on when their characters are whole.
                endToken = frame.body().length == 0;
                hand(filter.accept(frame.text()), text);
            }
            hand(filter.rest(), text);
        } finally {
            if (!done) {
                exchange.cancel();
            }
        }
        boolean cut = !filter.stopped() && !endToken;
        return new Generated(
                text.toString(),
                cut ? FinishReason.LENGTH : FinishReason.STOP,
                new TokenUsage(promptTokens, cut ? limit : tokens));
    }

    private void hand(String piece, StringBuilder text) {
        run.checkCancelled();
        if (!piece.isEmpty()) {
            text.append(piece);
            run.emit(new Piece.Text(piece));
        }
    }
}
