package dev.lian4j.benchmarks.soak;

import dev.lian4j.models.http.Timeouts;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Mixed work for some minutes against a server in the same process that fails in one request of a hundred: {@code
 * benchmarks/run --main soak.Soak 30}. Each minute it prints heap and threads after a collection; at the end what became of
 * the jobs. Ends with 1 where a failure was not told.
 */
public final class Soak {

    private static final int WORKERS = 16;
    private static final double FAULTS = 0.01;
    private static final Duration PAUSE = Duration.ofMillis(40);

    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Jobs jobs;
    private final FlakyServer server;

    private Soak(FlakyServer server, Jobs jobs) {
        this.server = server;
        this.jobs = jobs;
    }

    /** Works for as many minutes as the first argument says, one without it. */
    public static void main(String... args) throws IOException, InterruptedException {
        double minutes = args.length == 0 ? 1 : Double.parseDouble(args[0]);
        Timeouts timeouts = Timeouts.DEFAULT.read(Duration.ofMillis(1500)).call(Duration.ofSeconds(10));
        try (FlakyServer server = new FlakyServer(FAULTS, 3000, Executors.newFixedThreadPool(2 * WORKERS));
                Jobs jobs = new Jobs(server, Files.createTempDirectory("lian4j-soak"), timeouts)) {
            boolean good = new Soak(server, jobs).run(Duration.ofMillis((long) (minutes * 60_000)));
            if (!good) {
                System.exit(1);
            }
        }
    }

    private boolean run(Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        Map<String, Tally.Job> kinds =
                Map.of("chat", jobs::chat, "agent", jobs::agent, "ingest", jobs::ingest, "search", jobs::search);
        kinds.forEach((name, job) -> {
            Tally tally = tallies.computeIfAbsent(name, key -> new Tally());
            for (int i = 0; i < WORKERS / kinds.size(); i++) {
                workers.execute(() -> work(tally, job, end));
            }
        });
        workers.shutdown();
        Tally checks = tallies.computeIfAbsent("check", key -> new Tally());
        while (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
            checks.take(jobs::checkFinishedSessions);
            tellState();
        }
        tellState();
        server.calmDown();
        checks.take(jobs::checkAllSessions);
        checks.take(jobs::checkStore);
        tallies.forEach((name, tally) -> out().println(name + ": " + tally));
        out().println("requests " + server.served() + ", faults injected " + server.injected());
        return tallies.values().stream().noneMatch(Tally::silentFailures);
    }

    private static void work(Tally tally, Tally.Job job, long end) {
        try {
            while (System.nanoTime() < end) {
                tally.take(job);
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellState() {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        out().printf(
                        "heap %.1f MB, threads %d, passages %d, requests %d%n",
                        heap / 1e6,
                        ManagementFactory.getThreadMXBean().getThreadCount(),
                        jobs.passages(),
                        server.served());
    }

    private static PrintStream out() {
        return System.out;
    }
}
