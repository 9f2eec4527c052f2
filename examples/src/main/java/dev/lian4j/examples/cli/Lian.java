package dev.lian4j.examples.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's root. Results go to standard output, everything else to standard error, both in UTF-8. */
@Command(
        name = "lian",
        mixinStandardHelpOptions = true,
        version = "lian 0.1.0",
        description = "Ask documents, chat, and look at each step on the way. Runs in this process, with no key.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Training, with PyTorch in this process (about 200 MB, fetched at first use):",
            "  finetune, pretrain, generate, plan, merge, export",
            "",
            "Example: lian ask --docs examples/data \"How many days of annual leave do I have?\""
        },
        subcommands = {
            AskCommand.class,
            ChatCommand.class,
            ServeCommand.class,
            LoadCommand.class,
            SplitCommand.class,
            IndexCommand.class,
            SearchCommand.class,
            EmbedCommand.class,
            PromptCommand.class,
            ParseCommand.class,
            TranslateCommand.class,
            AgentCommand.class,
            TraceCommand.class
        })
public final class Lian {

    private Lian() {}

    /** Runs one command and exits: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String[] args) {
        System.exit(run(console(), args));
    }

    /** The streams of this process. */
    public static Console console() {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        return new Console(System.in, out, err, Boolean.getBoolean("lian.terminal"));
    }

    /** Runs one command on the given streams and gives its exit code. */
    static int run(Console console, String... args) {
        return run(console, List.of(), args);
    }

    /**
     * The same, with more commands than there are here.
     *
     * @param more how the others are made
     */
    public static int run(Console console, List<Function<Console, Callable<Integer>>> more, String... args) {
        CommandLine line = new CommandLine(new Lian(), new ConsoleFactory(console));
        more.forEach(command -> line.addSubcommand(command.apply(console)));
        line.setOut(console.outWriter());
        line.setErr(console.errWriter());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new Failures(console));
        return line.execute(args);
    }
}
