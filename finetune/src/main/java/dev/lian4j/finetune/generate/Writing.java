package dev.lian4j.finetune.generate;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.StopFilter;
import dev.lian4j.core.model.TokenLogprob;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.finetune.model.TextReader;
import dev.lian4j.finetune.text.TextPieces;
import dev.lian4j.finetune.text.TextTokenizer;
import java.util.ArrayList;
import java.util.List;

/** One text while it is written: chooses tokens until it ends, and hands on its pieces. */
final class Writing {

    private final TextTokenizer tokenizer;
    private final GenerationOptions options;
    private final Run run;
    private final int[] prompt;
    private final Sampler sampler;
    private final TextPieces pieces;
    private final StopFilter filter;
    private final List<Integer> tokens = new ArrayList<>();
    private final List<TokenLogprob> logprobs = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Writing(TextTokenizer tokenizer, GenerationOptions options, int[] prompt, Run run) {
        this.tokenizer = tokenizer;
        this.options = options;
        this.run = run;
        this.prompt = prompt;
        this.sampler = new Sampler(options, prompt);
        this.pieces = TextPieces.behind(prompt, tokenizer);
        this.filter = new StopFilter(options.stop());
    }

    Generated write(TextReader reader, int limit) {
        checkCancelled();
        boolean ended = take(reader.start(prompt));
        while (!ended && tokens.size() < limit) {
            checkCancelled();
            ended = take(reader.next(tokens.get(tokens.size() - 1)));
        }
        if (!filter.stopped()) {
            hand(filter.accept(pieces.rest()));
            hand(filter.rest());
        }
        return new Generated(
                text.toString(),
                tokens,
                ended || filter.stopped() ? FinishReason.STOP : FinishReason.LENGTH,
                new TokenUsage(prompt.length, tokens.size()),
                logprobs);
    }

    private void checkCancelled() {
        run.checkCancelled();
        if (Thread.currentThread().isInterrupted()) {
            throw CancelledException.interrupted("a text was written");
        }
    }

    /** Takes the next token; whether it ended the text. */
    private boolean take(float[] logits) {
        float[] told = options.topLogprobs() < 0 ? logits : logits.clone();
        int token = sampler.next(logits);
        tokens.add(token);
        if (tokenizer.specialTokens().ends().contains(token)) {
            return true;
        }
        if (options.topLogprobs() >= 0) {
            logprobs.add(new Logprobs(tokenizer, options.topLogprobs()).of(token, told));
        }
        hand(filter.accept(pieces.accept(token)));
        return filter.stopped();
    }

    private void hand(String piece) {
        if (!piece.isEmpty()) {
            text.append(piece);
            run.emit(new Piece.Text(piece));
        }
    }
}
