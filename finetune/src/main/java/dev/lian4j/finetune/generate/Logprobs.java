package dev.lian4j.finetune.generate;

import dev.lian4j.core.model.TokenLogprob;
import dev.lian4j.finetune.text.TextTokenizer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How likely a model held its tokens, before temperature and penalties. */
final class Logprobs {

    private final TextTokenizer tokenizer;
    private final int others;

    Logprobs(TextTokenizer tokenizer, int others) {
        this.tokenizer = tokenizer;
        this.others = others;
    }

    TokenLogprob of(int token, float[] logits) {
        double most = logits[Sampler.likeliest(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - most);
        }
        double all = most + Math.log(sum);
        List<TokenLogprob> top = IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> logits[i]).reversed())
                .limit(others)
                .map(i -> told(i, logits[i] - all, List.of()))
                .toList();
        return told(token, logits[token] - all, top);
    }

    private TokenLogprob told(int token, double logprob, List<TokenLogprob> top) {
        return new TokenLogprob(tokenizer.decode(new int[] {token}, true), logprob, top);
    }
}
