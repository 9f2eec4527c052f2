package dev.lian4j.examples.cli;

import dev.lian4j.core.document.Document;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Counts passages on a terminal while they go by, with their rate. */
final class Counted {

    private final @Nullable ProgressBar bar;

    Counted(Console console) {
        this.bar = console.terminal()
                ? new ProgressBarBuilder()
                        .setTaskName("passages")
                        .setInitialMax(-1)
                        .showSpeed()
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                        .build()
                : null;
    }

    void next(Document document) {
        if (bar != null) {
            bar.step();
        }
    }

    void end() {
        if (bar != null) {
            bar.close();
        }
    }
}
