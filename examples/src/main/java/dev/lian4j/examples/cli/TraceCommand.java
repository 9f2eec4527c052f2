package dev.lian4j.examples.cli;

import dev.lian4j.examples.cli.trace.TracePage;
import dev.lian4j.examples.cli.trace.TraceReader;
import dev.lian4j.examples.cli.trace.TraceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A recorded run, to be looked at. */
@Command(
        name = "trace",
        description = "Show runs that were recorded to a file: as a tree, or as a page for the browser.",
        footer = {"", "Example: lian trace run.jsonl --html run.html"})
final class TraceCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--html", paramLabel = "OUT", description = "Writes one page that needs no network.")
    @Nullable
    Path html;

    @Parameters(paramLabel = "FILE", description = "A file that TraceFile wrote; - reads input.")
    String file = "";

    TraceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        String text = file.equals("-") ? console.text() : Files.readString(Path.of(file));
        TraceReader trace = TraceReader.read(text, file);
        trace.problems().forEach(console::note);
        if (html != null) {
            Files.writeString(html, TracePage.of(trace.spans()));
            console.note("Wrote " + html);
        } else if (common.json) {
            trace.spans().forEach(span -> console.json(span.toMap()));
        } else {
            console.out().print(TraceTree.of(trace.spans()));
        }
        return 0;
    }
}
