package dev.lian4j.examples.cli;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Piece;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.error.LianException;
import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.memory.Turn;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.memory.InMemoryChatMessageHistory;
import dev.lian4j.memory.session.FileChatMessageHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A conversation, streamed and remembered. */
@Command(
        name = "chat",
        description = "Talk with a model; it remembers. Without a terminal, each line of the input is a turn.",
        footer = {"", "Example: lian chat --docs examples/data"})
final class ChatCommand implements Callable<Integer> {

    private static final int PASSAGES = 3;

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    ModelOptions models = new ModelOptions();

    @Option(names = "--docs", arity = "1..*", paramLabel = "PATH", description = "A file or a folder to answer from.")
    List<Path> docs = List.of();

    @Option(names = "--embedding", paramLabel = "NAME", description = Embedder.CHOICES)
    String embedding = "";

    @Option(
            names = "--memory",
            converter = MemoryChoice.Converter.class,
            paramLabel = "KIND",
            description = MemoryChoice.KINDS)
    MemoryChoice memory = MemoryChoice.BUFFER;

    @Option(names = "--session", paramLabel = "FILE", description = "Where the conversation is kept, to go on with it.")
    @Nullable
    Path session;

    ChatCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (Answerer answerer = new ModelChooser(models, console).require()) {
            ChatModel model = Objects.requireNonNull(answerer.model());
            if (docs.isEmpty()) {
                return talk(memory(model).around(plain(model)));
            }
            List<Document> documents = new Library(console).load(docs);
            String sample = documents.get(0).text();
            try (Embedder embedder = Embedder.of(embedding, sample)) {
                Retriever retriever =
                        Library.passages(documents, sample, embedder.model()).asRetriever(PASSAGES);
                return talk(memory(model).around(fromDocuments(retriever, model)));
            }
        }
    }

    private Memory memory(ChatModel model) {
        ChatMessageHistory history = session == null
                ? InMemoryChatMessageHistory.create()
                : FileChatMessageHistory.of(session, false, damage -> console.note("lian: " + damage));
        return memory.over(history, model);
    }

    private static Chain<Turn, ChatResponse> plain(ChatModel model) {
        return Chain.<Turn, Map<String, Object>>of(turn -> Map.of("history", turn.history(), "input", turn.input()))
                .then(Prompts.chatting())
                .then(model);
    }

    private static Chain<Turn, ChatResponse> fromDocuments(Retriever retriever, ChatModel model) {
        Chain<Turn, Map<String, Object>> gather = (turn, run) -> Map.of(
                "context", Documents.cited(run.call(retriever, turn.input())),
                "history", turn.history(),
                "input", turn.input());
        return gather.then(Prompts.chattingFromDocuments()).then(model);
    }

    private int talk(Chain<String, ChatResponse> chat) throws IOException {
        BufferedReader lines = console.lines();
        for (String line = next(lines); line != null; line = next(lines)) {
            if (!line.isBlank()) {
                turn(chat, line);
            }
        }
        return 0;
    }

    private String next(BufferedReader lines) throws IOException {
        if (console.terminal()) {
            console.err().print("> ");
            console.err().flush();
        }
        return lines.readLine();
    }

    /** A person may try again after a failed turn; a script must see it fail. */
    private void turn(Chain<String, ChatResponse> chat, String line) {
        try {
            if (common.json) {
                console.json(Map.of("role", "ai", "text", chat.invoke(line).text()));
            } else {
                chat.invoke(line, this::show);
                console.out().println();
            }
        } catch (LianException e) {
            if (!console.terminal()) {
                throw e;
            }
            console.note("lian: " + e.getMessage());
        }
    }

    private void show(Piece piece) {
        if (piece instanceof Piece.Text text) {
            console.out().print(text.text());
            console.out().flush();
        }
    }
}
