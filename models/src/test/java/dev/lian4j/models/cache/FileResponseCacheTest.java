package dev.lian4j.models.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FileResponseCacheTest {

    private static final Run RUN = Run.root();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("cache.jsonl");
    }

    private static Optional<String> find(ResponseCache cache, String text) {
        return cache.find(new CacheKey("m", ChatRequest.of(text)), RUN).map(ChatResponse::text);
    }

    private static void store(ResponseCache cache, String text, String answer) {
        cache.store(new CacheKey("m", ChatRequest.of(text)), ChatResponse.of(answer), RUN);
    }

    @Test
    void repliesOutliveTheProgram() {
        store(FileResponseCache.of(file), "你好", "您好👋\n\u2028");

        assertThat(find(FileResponseCache.of(file), "你好")).contains("您好👋\n\u2028");
        assertThat(find(FileResponseCache.of(file), "else")).isEmpty();
    }

    @Test
    void questionsAreNotInTheFile() throws IOException {
        store(FileResponseCache.of(file), "a private question", "an answer");

        assertThat(Files.readString(file)).doesNotContain("private").contains("an answer");
    }

    @Test
    void whatOthersWriteIsSeen() {
        FileResponseCache one = FileResponseCache.of(file);
        FileResponseCache other = FileResponseCache.of(file);
        assertThat(find(one, "q")).isEmpty();

        store(other, "q", "first");
        assertThat(find(one, "q")).contains("first");
        store(other, "q", "second");
        assertThat(find(one, "q")).contains("second");
    }

    @Test
    void cutAtEveryByteAtMostTheLastReplyIsLostAndWritingGoesOn() throws IOException {
        FileResponseCache cache = FileResponseCache.of(file);
        store(cache, "1", "一");
        store(cache, "2", "二");
        long safe = Files.size(file);
        store(cache, "3", "三👋");
        byte[] whole = Files.readAllBytes(file);

        for (int length = (int) safe; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            FileResponseCache reopened = FileResponseCache.of(file);
            assertThat(find(reopened, "3")).isEmpty();
            store(reopened, "4", "四");
            assertThat(find(reopened, "1")).contains("一");
            assertThat(find(FileResponseCache.of(file), "2")).contains("二");
            assertThat(find(FileResponseCache.of(file), "4")).contains("四");
        }
    }

    @Test
    void aFileCutWithinItsFirstLineStartsAnew() throws IOException {
        store(FileResponseCache.of(file), "1", "x");
        byte[] whole = Files.readAllBytes(file);
        int header = new String(whole, StandardCharsets.UTF_8).indexOf('\n');

        for (int length = 0; length <= header; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            FileResponseCache cache = FileResponseCache.of(file);
            assertThat(find(cache, "1")).isEmpty();
            store(cache, "2", "y");
            assertThat(find(cache, "2")).contains("y");
        }
    }

    @Test
    void aDamagedLineIsPassedOver() throws IOException {
        FileResponseCache cache = FileResponseCache.of(file);
        List.of("1", "2", "3").forEach(text -> store(cache, text, "answer " + text));
        String damaged = Files.readString(file).replace("\"text\":\"answer 2\"", "\"text\":answer 2");
        Files.writeString(file, damaged);

        FileResponseCache reopened = FileResponseCache.of(file);

        assertThat(find(reopened, "1")).contains("answer 1");
        assertThat(find(reopened, "2")).isEmpty();
        assertThat(find(reopened, "3")).contains("answer 3");
    }

    @Test
    void anotherKindOfFileIsLeftAlone() throws IOException {
        Files.writeString(file, "my diary\nsecond line\n");
        FileResponseCache cache = FileResponseCache.of(file);

        assertThatThrownBy(() -> store(cache, "q", "a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not a cache file")
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("my diary\nsecond line\n");
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws IOException {
        FileResponseCache cache = FileResponseCache.builder(file).maxReplies(10).build();
        FileResponseCache reader = FileResponseCache.of(file);
        for (int i = 1; i <= 11; i++) {
            store(cache, "q" + i, "a" + i);
            assertThat(find(reader, "q" + i)).contains("a" + i);
        }

        assertThat(find(cache, "q1")).isEmpty();
        assertThat(find(reader, "q2")).isEmpty();
        assertThat(find(reader, "q3")).contains("a3");
        assertThat(find(FileResponseCache.of(file), "q11")).contains("a11");
        assertThat(Files.readAllLines(file)).hasSize(10);
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("cache.jsonl", "cache.jsonl.lock");
        }
    }

    @Test
    void aFileOfMostlyOutdatedRepliesIsWrittenAnew() throws IOException {
        FileResponseCache cache = FileResponseCache.of(file);
        String big = "字".repeat(100_000);
        for (int i = 0; i < 12; i++) {
            store(cache, "q", big + i);
        }

        assertThat(Files.size(file)).isLessThan(2_000_000);
        assertThat(find(cache, "q")).contains(big + 11);
        assertThat(find(FileResponseCache.of(file), "q")).contains(big + 11);
    }

    @Test
    void whatIsTooOldIsNotFound() {
        AtomicLong now = new AtomicLong(1_000_000);
        FileResponseCache cache = FileResponseCache.builder(file)
                .ttl(Duration.ofSeconds(1))
                .clock(() -> Instant.ofEpochMilli(now.get()))
                .build();
        store(cache, "q", "a");

        now.addAndGet(1_000);
        assertThat(find(cache, "q")).contains("a");
        now.addAndGet(1);
        assertThat(find(cache, "q")).isEmpty();
    }

    @Test
    void aFolderThatIsAFileIsAClearError() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        FileResponseCache cache = FileResponseCache.of(folder.resolve("file/cache.jsonl"));

        assertThatThrownBy(() -> store(cache, "q", "a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cache.jsonl cannot be written");
    }

    @Test
    void severalThreadsOfSeveralCachesLoseNothing() {
        List<FileResponseCache> caches =
                List.of(FileResponseCache.of(file), FileResponseCache.of(file), FileResponseCache.of(file));
        IntStream.range(0, 60).parallel().forEach(i -> store(caches.get(i % 3), "q" + i, "a" + i));

        assertThat(IntStream.range(0, 60).mapToObj(i -> find(caches.get((i + 1) % 3), "q" + i)))
                .allSatisfy(found -> assertThat(found).isPresent());
    }

    /** Stores replies until it is killed: tells each when it is kept, and goes on when it is told to. */
    static final class Writer {
        public static void main(String[] args) throws IOException {
            FileResponseCache cache =
                    FileResponseCache.builder(Path.of(args[0])).maxReplies(50).build();
            for (int i = 0; ; i++) {
                store(cache, args[1] + i, "a".repeat(500) + i);
                System.out.println(i);
                System.out.flush();
                if (System.in.read() < 0) {
                    return;
                }
            }
        }
    }

    private Process writer(String prefix) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString(),
                        prefix)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void killedWritersLoseNoReplyThatWasKept() throws Exception {
        Process one = writer("one");
        Process other = writer("other");
        int rounds = 100;
        try (var first = one.inputReader();
                var second = other.inputReader()) {
            for (int i = 0; i <= rounds; i++) {
                assertThat(first.readLine()).isEqualTo(Integer.toString(i));
                assertThat(second.readLine()).isEqualTo(Integer.toString(i));
                goOn(one);
                goOn(other);
            }
        } finally {
            // Both are about to write the next one.
            one.destroyForcibly();
            other.destroyForcibly();
        }
        assertThat(one.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();

        FileResponseCache cache = FileResponseCache.of(file);
        store(cache, "after", "and on");
        assertThat(find(cache, "one" + rounds)).contains("a".repeat(500) + rounds);
        assertThat(find(cache, "other" + rounds)).contains("a".repeat(500) + rounds);
        assertThat(find(FileResponseCache.of(file), "after")).contains("and on");
        assertThat(Files.readAllLines(file).size()).isLessThan(60);
    }

    private static void goOn(Process writer) throws IOException {
        writer.getOutputStream().write('\n');
        writer.getOutputStream().flush();
    }

    @Test
    void aWholeLineWithoutItsEndIsEndedByTheNextWriter() throws IOException {
        FileResponseCache cache = FileResponseCache.of(file);
        store(cache, "1", "x");
        Files.writeString(file, "{\"key\":\"k\"", StandardOpenOption.APPEND);

        store(cache, "2", "y");

        assertThat(Files.readAllLines(file)).hasSize(4);
        assertThat(find(cache, "2")).contains("y");
    }
}
