package dev.lian4j.models.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.testing.Chunks;
import dev.lian4j.testing.net.RawServer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many streams at once. The limit on time is only there so that a hanging test ends. */
@Timeout(120)
class ConcurrentStreamsTest {

    private static final int STREAMS = 200;
    private static final int WORDS = 20;

    private static Set<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lian4j"))
                .collect(Collectors.toSet());
    }

    @Test
    void readsManyStreamsThatAreAllOpenAtOnceAndLeavesNoThread() throws Exception {
        CountDownLatch allThere = new CountDownLatch(STREAMS);
        RawServer.Script waitingForAll = (out, socket) -> {
            allThere.countDown();
            allThere.await();
            RawServer.sending(
                            RawServer.sseHead() + Chunks.text("词 ").repeat(WORDS) + Chunks.finish("stop") + Chunks.DONE)
                    .serve(out, socket);
        };
        try (RawServer server = RawServer.of(waitingForAll)) {
            ChatOpenAi model =
                    ChatOpenAi.builder().apiKey("").baseUrl(server.url()).build();
            List<Streamed<ChatResponse>> streams = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                streams.add(model.stream(ChatRequest.of("Hi")));
            }
            List<Iterator<Piece>> open =
                    streams.stream().map(stream -> stream.pieces().iterator()).toList();
            // A word of each in turn, so that all are under way until the last word.
            for (int word = 0; word < WORDS; word++) {
                open.forEach(pieces -> assertThat(pieces.next()).isEqualTo(new Piece.Text("词 ")));
            }

            assertThat(streams)
                    .allSatisfy(stream -> assertThat(stream.result().text()).isEqualTo("词 ".repeat(WORDS)));
            for (Thread worker : workers()) {
                worker.join();
            }
            server.awaitIdle();
        }
    }
}
