package dev.lian4j.examples.training.cli;

import dev.lian4j.examples.cli.Console;
import dev.lian4j.finetune.train.TrainerListener;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar with loss, speed and remaining time on a terminal; each evaluation as a line; or all of it as JSON Lines. */
final class TrainingProgress implements TrainerListener, AutoCloseable {

    private final Console console;
    private final boolean json;
    private @Nullable ProgressBar bar;

    TrainingProgress(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    @Override
    public void onStep(StepEvent event) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("step", event.step());
            line.put("loss", event.loss());
            line.put("lr", event.learningRate());
            line.put("tokens_per_s", event.tokensPerSecond());
            console.json(line);
        }
        if (console.terminal() && bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("training")
                    .setInitialMax(event.steps())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                    .build();
        }
        if (bar != null) {
            bar.stepTo(event.step());
            bar.setExtraMessage(
                    String.format(Locale.ROOT, "loss %.3f, %.0f tokens/s", event.loss(), event.tokensPerSecond()));
        }
    }

    @Override
    public void onEvaluation(EvaluationEvent event) {
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("step", event.step());
            line.put("eval_loss", event.loss());
            line.put("perplexity", event.perplexity());
            console.json(line);
        } else {
            console.out()
                    .printf(
                            Locale.ROOT,
                            "after %d steps: evaluation loss %.3f, perplexity %.2f%n",
                            event.step(),
                            event.loss(),
                            event.perplexity());
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
