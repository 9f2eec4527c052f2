package dev.lian4j.models.hostile;

import dev.lian4j.core.error.LianException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.models.conformance.Said;
import dev.lian4j.models.conformance.WireFixture.Setup;
import dev.lian4j.models.http.HttpConfig;
import dev.lian4j.testing.net.Faults;
import dev.lian4j.testing.net.RawServer;
import dev.lian4j.testing.net.RawServer.Script;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A client of servers that never end, for a small heap; prints how each call ended and what memory it took. */
final class EndlessMain {

    private EndlessMain() {}

    public static void main(String[] args) throws Exception {
        Client client = Client.valueOf(args[0]);
        boolean sse = client.wire.streamType().contains("event-stream");
        for (String letter : List.of("a", "中")) {
            byte[] block = Faults.bytes(letter.repeat(20_000));
            ends(client, "line of " + letter, endless(client, sse ? "data: " : "{\"a\":\"", block), false);
            byte[] line = Faults.bytes(sse ? "data: " : " ", letter.repeat(20_000), "\n");
            ends(client, "event of " + letter, endless(client, "", line), false);
            byte[] text = Faults.bytes(
                    client.wire.stream(Said.texts(letter.repeat(20_000), "b")).get(0));
            byte[] start = Faults.bytes(
                    client.wire.stream(Said.texts(letter.repeat(20_000), "b")).get(1));
            ends(client, "stream of " + letter, endless(client, "", text.length > 10_000 ? text : start), true);
        }
        slow(client);
        System.exit(0);
    }

    private static Script endless(Client client, String start, byte[] block) {
        return Faults.then(Faults.send(Faults.bytes(client.head(), start)), Faults.endless(block));
    }

    private static void ends(Client client, String what, Script script, boolean small) throws IOException {
        try (RawServer server = RawServer.of(script)) {
            long most = small ? 8_000_000 : HttpConfig.DEFAULT_MAX_RESPONSE_BYTES;
            ChatModel model = client.wire.model(new Setup(server.url(), most, false));
            Client.stream(model);
            System.out.println(what + ": success");
        } catch (LianException e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + ", peak " + peak() + " MB");
        }
    }

    /** A receiver that takes one piece and then its time, while the server has 200 MB to say. */
    private static void slow(Client client) throws IOException {
        CountDownLatch allSent = new CountDownLatch(1);
        AtomicLong sent = new AtomicLong();
        List<String> events = client.wire.stream(Said.texts("a".repeat(20_000), "b".repeat(20_000)));
        byte[] first = Faults.bytes(client.head(), String.join("", events.subList(0, events.size() / 2 + 1)));
        byte[] event = Faults.bytes(
                events.stream().filter(e -> e.length() > 10_000).findFirst().orElseThrow());
        Script much = Faults.then(Faults.send(first), (out, socket) -> {
            while (sent.addAndGet(event.length) < 200_000_000) {
                out.write(event);
            }
            allSent.countDown();
        });
        try (RawServer server = RawServer.of(much)) {
            client.model(server).invoke(ChatRequest.of("Hi"), piece -> {
                throw new IllegalStateException(await(allSent) ? "all was taken in" : "the server had to wait");
            });
        } catch (IllegalStateException e) {
            System.out.println(
                    "slow: " + e.getMessage() + ", sent " + sent.get() / 1_000_000 + " MB, peak " + peak() + " MB");
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(EndlessMain::peak)
                        .sum()
                / 1_000_000;
    }

    private static long peak(MemoryPoolMXBean pool) {
        long used = pool.getPeakUsage().getUsed();
        pool.resetPeakUsage();
        return used;
    }
}
