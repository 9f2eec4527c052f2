package dev.lian4j.examples.cli;

import dev.lian4j.examples.web.ChatServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A page in the browser on which to ask documents. */
@Command(
        name = "serve",
        description =
                "A page in the browser: put documents in, ask them, see the passages and how an answer came about.",
        footer = {"", "Example: lian serve --docs examples/data"})
final class ServeCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    ModelOptions models = new ModelOptions();

    @Option(names = "--docs", arity = "1..*", paramLabel = "PATH", description = "Files and folders to begin with.")
    List<Path> docs = List.of();

    @Option(names = "--port", paramLabel = "N", description = "Of this machine; 0 for any; default ${DEFAULT-VALUE}.")
    int port = 8080;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (LibraryChat chat = new LibraryChat(new ModelChooser(models, console).open(), console)) {
            if (!docs.isEmpty()) {
                chat.load(docs);
            }
            try (ChatServer server = ChatServer.start(chat, port)) {
                console.out().println("Open " + server.url() + " (Ctrl-C ends it)");
                new CountDownLatch(1).await();
            }
        }
        return 0;
    }
}
