package dev.lian4j.examples.cli;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.LianException;
import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.memory.Turn;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.trace.TraceFile;
import dev.lian4j.dataconnection.chain.ConversationalRetrievalChain;
import dev.lian4j.examples.cli.trace.TracePage;
import dev.lian4j.examples.cli.trace.TraceReader;
import dev.lian4j.examples.web.DocumentChat;
import dev.lian4j.examples.web.Recent;
import dev.lian4j.memory.ConversationBufferWindowMemory;
import dev.lian4j.memory.InMemoryChatMessageHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Documents on two shelves, one for each of the packaged embedding models' languages, and the conversations about them, kept
 * while the program runs. Closing it frees the models.
 */
final class LibraryChat implements DocumentChat, AutoCloseable {

    private static final int PASSAGES = 3;
    private static final int REMEMBERED_TURNS = 5;
    private static final int CONVERSATIONS = 1000;
    private static final int LONGEST_NAME = 80; // 240 bytes in Chinese, and file systems take 255

    private final Answerer answerer;
    private final Library library;
    private final Map<Boolean, Shelf> shelves = new LinkedHashMap<>();
    private final List<Shelved> documents = new ArrayList<>();
    private final Recent<ChatMessageHistory> conversations = Recent.of(CONVERSATIONS);

    LibraryChat(Answerer answerer, Console console) {
        this.answerer = answerer;
        this.library = new Library(console);
    }

    /** Puts in what is under the paths, each file by itself. */
    void load(List<Path> paths) {
        Map<String, List<Document>> files = new LinkedHashMap<>();
        for (Document document : library.load(paths)) {
            files.computeIfAbsent(fileName(document), name -> new ArrayList<>()).add(document);
        }
        files.forEach(this::shelve);
    }

    private static String fileName(Document document) {
        Path path = Path.of(String.valueOf(document.metadata().get(Metadata.SOURCE)));
        return String.valueOf(path.getFileName());
    }

    @Override
    public synchronized State state() {
        return new State(answerer.name(), List.copyOf(documents));
    }

    /** By a file of its own folder, for loaders read files; nothing of the name but its last part is used. */
    @Override
    public Shelved add(String name, byte[] content) {
        String plain = name.substring(1 + Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')))
                .replaceAll("\\p{Cntrl}", "");
        if (plain.isBlank() || plain.startsWith(".") || plain.length() > LONGEST_NAME) {
            throw new LianException("'" + name + "' is no name of a document; take one of at most " + LONGEST_NAME
                    + " characters that does not begin with a dot");
        }
        List<Document> pages = read(plain, content);
        if (pages.stream().allMatch(page -> page.text().isBlank())) {
            throw new LianException(plain + " has no text in it");
        }
        return shelve(plain, pages);
    }

    private List<Document> read(String name, byte[] content) {
        try {
            Path folder = Files.createTempDirectory("lian4j-upload");
            Path file = folder.resolve(name);
            try {
                Files.write(file, content);
                return library.load(List.of(file));
            } catch (LianException e) {
                // Whoever put it in knows its name, not where it lay for a moment.
                throw new LianException(String.valueOf(e.getMessage()).replace(file.toString(), name), e);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not keep " + name + " for a moment", e);
        }
    }

    private synchronized Shelved shelve(String name, List<Document> pages) {
        int passages = 0;
        for (boolean chinese : new boolean[] {false, true}) {
            List<Document> readable = pages.stream()
                    .filter(page -> Embedder.chinese(page.text()) == chinese)
                    .map(page -> named(page, name))
                    .toList();
            if (!readable.isEmpty()) {
                passages += shelves.computeIfAbsent(chinese, Shelf::of).add(readable);
            }
        }
        Shelved shelved = new Shelved(name, passages);
        documents.add(shelved);
        return shelved;
    }

    private static Document named(Document page, String name) {
        Map<String, Object> metadata = new LinkedHashMap<>(page.metadata());
        metadata.put(Metadata.SOURCE, name);
        return Document.of(page.text(), metadata);
    }

    @Override
    public Streamed<Reply> ask(String session, String question) {
        ConversationBufferWindowMemory memory = ConversationBufferWindowMemory.over(
                conversations.getOrMake(session, InMemoryChatMessageHistory::create), REMEMBERED_TURNS);
        Chain<Turn, CitedAnswer> answering = answering(question);
        Chain<Turn, Reply> traced = (turn, run) -> {
            try (Traced trace = Traced.begin()) {
                CitedAnswer answer = run.withListener(trace.file()).call(answering, turn);
                return reply(answer, trace.page());
            }
        };
        return memory.around(traced.named("answer")).stream(question);
    }

    private synchronized Chain<Turn, CitedAnswer> answering(String question) {
        boolean chinese = Embedder.chinese(question);
        Shelf shelf = shelves.containsKey(chinese) ? shelves.get(chinese) : shelves.get(!chinese);
        if (shelf == null) {
            throw new LianException("There is no document to ask yet: put one in");
        }
        // The embedded model reads English only, and rewords nothing.
        Answerer reader = chinese && answerer.embedded() ? Answerer.NONE : answerer;
        Chain<String, CitedAnswer> answers = shelf.answers(reader, PASSAGES);
        ChatModel model = reader.model();
        return model == null || reader.embedded()
                ? Chain.of(Turn::input).then(answers)
                : ConversationalRetrievalChain.of(model, answers);
    }

    private static Reply reply(CitedAnswer answer, String trace) {
        List<Passage> sources = answer.sources().stream()
                .map(source -> new Passage(
                        Documents.citation(source.document()), source.document().text(), source.score()))
                .toList();
        return new Reply(answer.text(), sources, answer.model(), trace);
    }

    @Override
    public synchronized void close() {
        shelves.values().forEach(Shelf::close);
        answerer.close();
    }

    /** The listener of one answer, and the page that it makes. */
    private record Traced(Path path, TraceFile file) implements AutoCloseable {

        static Traced begin() {
            try {
                Path path = Files.createTempFile("lian4j-answer", ".jsonl");
                return new Traced(path, TraceFile.to(path));
            } catch (IOException e) {
                throw new UncheckedIOException("Could not write a trace", e);
            }
        }

        String page() {
            file.close();
            try {
                return TracePage.of(
                        TraceReader.read(Files.readString(path), "this answer").spans());
            } catch (IOException e) {
                throw new UncheckedIOException("Could not read the trace", e);
            }
        }

        @Override
        public void close() {
            file.close();
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException("Could not delete the trace", e);
            }
        }
    }
}
