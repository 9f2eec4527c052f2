package dev.lian4j.examples.training.cli;

import dev.lian4j.core.error.LianException;
import dev.lian4j.examples.cli.Console;
import dev.lian4j.finetune.data.Example;
import dev.lian4j.finetune.data.ExampleEncoder;
import dev.lian4j.finetune.data.ExampleEncoder.Encoded;
import dev.lian4j.finetune.data.ExampleFile;
import dev.lian4j.finetune.data.TokenExample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to train on, and what is kept apart to evaluate on. */
final class TrainingData {

    private static final int MOST_APART = 50;
    private static final int ONE_OF = 10;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "JSON Lines or CSV: context/target, prompt/completion, messages, or Alpaca's.")
    Path data = Path.of("");

    @Option(
            names = "--eval",
            paramLabel = "FILE",
            description = "Examples to evaluate on; a tenth of the data by default, 50 at most.")
    @Nullable
    Path evaluation;

    /** Reads and splits; the same seed gives the same parts. */
    Parts read(long seed) {
        List<Example> all = new ArrayList<>(ExampleFile.read(data));
        if (evaluation != null) {
            return new Parts(all, ExampleFile.read(evaluation));
        }
        Collections.shuffle(all, new Random(seed));
        int apart = Math.min(MOST_APART, all.size() / ONE_OF);
        return new Parts(all.subList(apart, all.size()), all.subList(0, apart));
    }

    /** Examples to train on, and others. */
    record Parts(List<Example> train, List<Example> evaluation) {

        /** As tokens; says how many were cut. */
        Tokens encode(ExampleEncoder encoder, Console console) {
            return new Tokens(
                    encode(encoder, train, console),
                    evaluation.isEmpty() ? List.of() : encode(encoder, evaluation, console));
        }

        private static List<TokenExample> encode(ExampleEncoder encoder, List<Example> examples, Console console) {
            Encoded encoded = encoder.encode(examples);
            if (encoded.cut() > 0) {
                console.note(encoded.cut() + " of " + examples.size() + " examples have more than "
                        + encoder.maxLength() + " tokens and lost the beginning of their context; --max-length takes"
                        + " more");
            }
            return encoded.examples();
        }
    }

    /** The same as tokens. */
    record Tokens(List<TokenExample> train, List<TokenExample> evaluation) {

        Tokens {
            if (train.isEmpty()) {
                throw new LianException("There are no examples to train on");
            }
        }
    }
}
