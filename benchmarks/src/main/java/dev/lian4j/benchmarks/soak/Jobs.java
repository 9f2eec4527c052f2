package dev.lian4j.benchmarks.soak;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Retry;
import dev.lian4j.core.agent.AgentExecutor;
import dev.lian4j.core.agent.AgentResult;
import dev.lian4j.core.agent.StopReason;
import dev.lian4j.core.agent.ToolCallingAgent;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.memory.Turn;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.tool.Tool;
import dev.lian4j.dataconnection.index.FileRecordManager;
import dev.lian4j.dataconnection.index.IndexMode;
import dev.lian4j.dataconnection.index.Indexer;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import dev.lian4j.memory.ConversationBufferWindowMemory;
import dev.lian4j.memory.session.FileChatSessions;
import dev.lian4j.memory.session.SessionInput;
import dev.lian4j.memory.session.SessionMemory;
import dev.lian4j.models.http.Timeouts;
import dev.lian4j.models.openai.ChatOpenAi;
import dev.lian4j.models.openai.OpenAiEmbeddings;
import dev.lian4j.parsers.tool.FunctionTool;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The mixed work: chat with memory, agents with a tool, ingestion and search. Each job knows the right result and throws
 * an {@link AssertionError} where it got another one.
 */
final class Jobs implements Closeable {

    private static final int SESSIONS = 50;
    private static final int TURNS_A_SESSION = 200;
    private static final int SOURCES = 200;

    private final ChatOpenAi model;
    private final FileChatSessions sessions;
    private final SessionMemory<ChatResponse> chat;
    private final AgentExecutor agent;
    private final InMemoryVectorStore store;
    private final FileRecordManager records;
    private final Indexer indexer;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, List<String>> answered = new ConcurrentHashMap<>();

    /** The last version of each source that was indexed without a failure; 0 for none, negative while in doubt. */
    private final AtomicIntegerArray versions = new AtomicIntegerArray(SOURCES);

    Jobs(FlakyServer server, Path folder, Timeouts timeouts) {
        Retry retry = Retry.of(3).startingAt(Duration.ofMillis(20));
        model = ChatOpenAi.builder()
                .apiKey("")
                .baseUrl(server.url())
                .model("echo")
                .retry(retry)
                .timeouts(timeouts)
                .build();
        OpenAiEmbeddings embeddings = OpenAiEmbeddings.builder()
                .apiKey("")
                .baseUrl(server.url())
                .model("words")
                .retry(retry)
                .timeouts(timeouts)
                .build();
        sessions = FileChatSessions.of(folder.resolve("sessions"));
        chat = SessionMemory.around(
                sessions,
                history -> ConversationBufferWindowMemory.over(history, 5),
                Chain.<Turn, ChatRequest>of(Jobs::asked).then(model));
        List<Tool> tools = List.of(
                FunctionTool.of("add", "Adds two numbers", Sum.class, sum -> String.valueOf(sum.a() + sum.b())));
        agent = AgentExecutor.of(ToolCallingAgent.of(model, tools), tools);
        store = InMemoryVectorStore.of(embeddings);
        records = FileRecordManager.open(folder.resolve("records.jsonl"));
        indexer = Indexer.of(store, records);
    }

    /** What the tool is asked. */
    record Sum(int a, int b) {}

    static ChatRequest asked(Turn turn) {
        List<Message> messages = new ArrayList<>(turn.history());
        messages.add(Message.user(turn.input()));
        return new ChatRequest(messages, ChatParameters.NONE);
    }

    /** A turn of a conversation that others are in, too; in half of them streamed. */
    void chat() {
        int number = numbers.incrementAndGet();
        String session = generation(number) + "-" + number % SESSIONS;
        String said = "turn " + number + " 你好";
        SessionInput input = new SessionInput(session, said);
        StringBuilder pieces = new StringBuilder();
        ChatResponse response = number % 2 == 0
                ? chat.invoke(input)
                : chat.invoke(input, piece -> {
                    if (piece instanceof Piece.Text text) {
                        pieces.append(text.text());
                    }
                });
        expect("You said: " + said, response.text());
        if (number % 2 == 1) {
            expect(response.text(), pieces.toString());
        }
        answered.computeIfAbsent(session, id -> new CopyOnWriteArrayList<>()).add(said);
    }

    /** A sum by the tool. */
    void agent() {
        int a = ThreadLocalRandom.current().nextInt(1000);
        AgentResult result = agent.invoke(a + " 17");
        expect(StopReason.ANSWERED, result.reason());
        expect("You said: " + (a + 17), result.text());
    }

    /** A new version of one source in place of its last; one at a time, as an indexer wants it. */
    synchronized void ingest() {
        int source = ThreadLocalRandom.current().nextInt(SOURCES);
        int version = numbers.incrementAndGet();
        versions.set(source, -1);
        Document document = Document.of(words(source, version), Map.of("source", "file" + source));
        indexer.index(Stream.of(document), IndexMode.INCREMENTAL);
        versions.set(source, version);
    }

    private static String words(int source, int version) {
        return "source" + source + " version" + version + " 水 filter";
    }

    /** The passage with the very words of a source is found first, if nobody changed it meanwhile. */
    void search() {
        int source = ThreadLocalRandom.current().nextInt(SOURCES);
        int version = versions.get(source);
        if (version <= 0) {
            return;
        }
        List<Document> found = store.similaritySearch(words(source, version), 1);
        if (versions.get(source) == version) {
            expect(
                    words(source, version),
                    found.isEmpty() ? "nothing" : found.get(0).text());
        }
    }

    private static void expect(Object right, Object was) {
        if (!right.equals(was)) {
            throw new AssertionError("expected '" + right + "', was '" + was + "'");
        }
    }

    private static int generation(int number) {
        return number / (SESSIONS * TURNS_A_SESSION);
    }

    /** Checks the sessions that nobody is in any more, and forgets what was said in them. */
    void checkFinishedSessions() {
        int now = generation(numbers.get());
        checkSessions(session -> Integer.parseInt(session.substring(0, session.indexOf('-'))) < now - 1);
    }

    void checkAllSessions() {
        checkSessions(session -> true);
    }

    private void checkSessions(Predicate<String> which) {
        for (String session : List.copyOf(answered.keySet())) {
            if (which.test(session)) {
                checkSession(session, Objects.requireNonNull(answered.remove(session)));
            }
        }
    }

    /** Every turn that was answered stands in its session's file, once, with its answer behind it. */
    private void checkSession(String session, List<String> turns) {
        List<String> kept =
                sessions.open(session).messages().stream().map(Message::text).toList();
        for (String said : turns) {
            int at = kept.indexOf(said);
            if (at < 0 || at != kept.lastIndexOf(said) || !kept.get(at + 1).equals("You said: " + said)) {
                throw new AssertionError("session " + session + " has '" + said + "' not once with its answer");
            }
        }
        expect(turns.size() * 2, kept.size());
    }

    /** Each source that was indexed has one passage. */
    void checkStore() {
        for (int source = 0; source < SOURCES; source++) {
            int version = versions.get(source);
            if (version > 0) {
                expect(
                        words(source, version),
                        store.similaritySearch(words(source, version), 1).get(0).text());
            }
        }
    }

    int passages() {
        return store.size();
    }

    @Override
    public void close() {
        records.close();
    }
}
