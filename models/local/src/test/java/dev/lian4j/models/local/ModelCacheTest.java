package dev.lian4j.models.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTest {

    private static final byte[] CONTENT = content(300_000);

    @TempDir
    Path directory;

    private MockWebServer server;

    @BeforeEach
    void start() throws IOException {
        server = new MockWebServer();
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private KnownModel.Source source(String path, long size, String sha256) {
        return new KnownModel.Source(URI.create(server.url(path).toString()), size, sha256);
    }

    private ModelCache cache(KnownModel.Source... sources) {
        return ModelCache.of(
                directory, List.of(new KnownModel("tiny", "tiny.gguf", "Apache-2.0", true, List.of(sources))));
    }

    private ModelCache cache() throws Exception {
        return cache(source("/tiny", CONTENT.length, sha256(CONTENT)));
    }

    private static MockResponse whole() {
        return part(200, CONTENT, "\"v1\"");
    }

    private static MockResponse part(int status, byte[] body, String tag) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("ETag", tag)
                .body(new Buffer().write(body))
                .build();
    }

    private static MockResponse cutInTheMiddle() {
        return whole().newBuilder()
                .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                .build();
    }

    private void assertNothingButTheModel(Path file) throws IOException {
        assertThat(file).hasBinaryContent(CONTENT);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("tiny.gguf", "tiny.gguf.lock");
        }
    }

    @Test
    void fetchesAndTellsProgress() throws Exception {
        server.enqueue(whole());
        List<Long> told = new ArrayList<>();

        Path file = cache().fetch("tiny", (bytes, total) -> {
            assertThat(total).isEqualTo(CONTENT.length);
            told.add(bytes);
        });

        assertNothingButTheModel(file);
        assertThat(told).isSorted().last().isEqualTo((long) CONTENT.length);
        assertThat(cache().find("tiny")).contains(file);
    }

    @Test
    void doesNotFetchWhatIsHere() throws Exception {
        Files.write(directory.resolve("tiny.gguf"), CONTENT);

        assertThat(cache().fetch("tiny", FetchProgress.NONE)).isEqualTo(directory.resolve("tiny.gguf"));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void goesOnWhereTheConnectionWasCut() throws Exception {
        server.enqueue(cutInTheMiddle());
        server.enqueue(new MockResponse.Builder().code(404).build());
        ModelCache cache = cache();
        assertThatThrownBy(() -> cache.fetch("tiny", FetchProgress.NONE)).isInstanceOf(ModelException.class);
        RecordedRequest first = server.takeRequest();
        RecordedRequest again = server.takeRequest();

        assertThat(first.getHeaders().get("Range")).isNull();
        assertThat(again.getHeaders().get("Range")).startsWith("bytes=").isNotEqualTo("bytes=0-");
        assertThat(again.getHeaders().get("If-Range")).isEqualTo("\"v1\"");
    }

    @Test
    void putsBothPartsTogether() throws Exception {
        int here = 100_000;
        prepare(here, "\"v1\"");
        server.enqueue(part(206, Arrays.copyOfRange(CONTENT, here, CONTENT.length), "\"v1\"")
                .newBuilder()
                .addHeader("Content-Range", "bytes " + here + "-" + (CONTENT.length - 1) + "/" + CONTENT.length)
                .build());

        assertNothingButTheModel(cache().fetch("tiny", FetchProgress.NONE));
        assertThat(server.takeRequest().getHeaders().get("Range")).isEqualTo("bytes=100000-");
    }

    private void prepare(int bytes, String tag) throws IOException {
        Files.write(directory.resolve("tiny.gguf.part"), Arrays.copyOf(CONTENT, bytes));
        Files.writeString(directory.resolve("tiny.gguf.part.tag"), server.url("/tiny") + "\n" + tag);
    }

    @Test
    void startsAnewWhereTheServerHasAnotherVersion() throws Exception {
        Files.write(directory.resolve("tiny.gguf.part"), new byte[1000]);
        Files.writeString(directory.resolve("tiny.gguf.part.tag"), server.url("/tiny") + "\n\"old\"");
        server.enqueue(whole());

        assertNothingButTheModel(cache().fetch("tiny", FetchProgress.NONE));
        assertThat(server.takeRequest().getHeaders().get("If-Range")).isEqualTo("\"old\"");
    }

    @Test
    void startsAnewWhereNothingTellsTheVersion() throws Exception {
        Files.write(directory.resolve("tiny.gguf.part"), new byte[1000]);
        server.enqueue(whole());

        assertNothingButTheModel(cache().fetch("tiny", FetchProgress.NONE));
        assertThat(server.takeRequest().getHeaders().get("Range")).isNull();
    }

    @Test
    void startsAnewAfterAWeakTag() throws Exception {
        prepare(1000, "W/\"v1\"");
        server.enqueue(whole());

        assertNothingButTheModel(cache().fetch("tiny", FetchProgress.NONE));
        assertThat(server.takeRequest().getHeaders().get("Range")).isNull();
    }

    @Test
    void startsAnewWhereTheServerSendsAnotherPart() throws Exception {
        prepare(1000, "\"v1\"");
        server.enqueue(part(206, Arrays.copyOfRange(CONTENT, 500, CONTENT.length), "\"v1\"")
                .newBuilder()
                .addHeader("Content-Range", "bytes 500-299999/300000")
                .build());
        server.enqueue(whole());

        assertNothingButTheModel(cache().fetch("tiny", FetchProgress.NONE));
    }

    @Test
    void keepsNothingOfAWrongFile() throws Exception {
        server.enqueue(part(200, content(CONTENT.length - 1), "\"v1\""));
        ModelCache cache = cache(source("/tiny", CONTENT.length - 1, sha256(CONTENT)));

        assertThatThrownBy(() -> cache.fetch("tiny", FetchProgress.NONE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("SHA-256")
                .hasMessageContaining(sha256(CONTENT));
        assertThat(cache.find("tiny")).isEmpty();
        assertThat(directory.resolve("tiny.gguf")).doesNotExist();
        assertThat(directory.resolve("tiny.gguf.part")).doesNotExist();
    }

    @Test
    void doesNotTakeMoreThanTheFileHas() throws Exception {
        server.enqueue(whole());
        ModelCache cache = cache(source("/tiny", 1000, sha256(CONTENT)));

        assertThatThrownBy(() -> cache.fetch("tiny", FetchProgress.NONE))
                .hasMessageContaining("more than the 1000 bytes");
        assertThat(directory.resolve("tiny.gguf.part")).doesNotExist();
    }

    @Test
    void triesTheNextSource() throws Exception {
        server.enqueue(new MockResponse.Builder().code(404).build());
        server.enqueue(whole());
        ModelCache cache = cache(
                source("/gone", CONTENT.length, sha256(CONTENT)), source("/tiny", CONTENT.length, sha256(CONTENT)));

        assertNothingButTheModel(cache.fetch("tiny", FetchProgress.NONE));
    }

    @Test
    void tellsWhichServerCannotBeReached() throws Exception {
        ModelCache cache = cache();
        server.close();

        assertThatThrownBy(() -> cache.fetch("tiny", FetchProgress.NONE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Cannot fetch the model tiny")
                .hasMessageContaining("could not be reached")
                .hasMessageContaining("tiny.gguf");
    }

    @Test
    void tellsWhichNamesAreKnown() throws Exception {
        ModelCache cache = cache();
        assertThatThrownBy(() -> cache.fetch("big", FetchProgress.NONE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'big'")
                .hasMessageContaining("tiny");
    }

    @Test
    void tellsThatThereIsNoRoom() throws Exception {
        ModelCache cache = cache(source("/tiny", 1L << 60, sha256(CONTENT)));

        assertThatThrownBy(() -> cache.fetch("tiny", FetchProgress.NONE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("are free")
                .hasMessageContaining(directory.toString());
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void tellsThatTheDirectoryCannotBeMade() throws Exception {
        Path inTheWay = Files.writeString(directory.resolve("file"), "");
        ModelCache cache = ModelCache.of(inTheWay.resolve("cache"), cache().known());

        assertThatThrownBy(() -> cache.fetch("tiny", FetchProgress.NONE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Cannot store the model");
    }

    @Test
    void fetchesOnceForManyThreads() throws Exception {
        server.enqueue(whole());
        List<Path> files = Collections.synchronizedList(new ArrayList<>());

        CompletableFuture<?>[] fetches = Stream.generate(() -> CompletableFuture.runAsync(() -> files.add(fetch())))
                .limit(4)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(fetches).get(60, TimeUnit.SECONDS);

        assertThat(files).hasSize(4).containsOnly(directory.resolve("tiny.gguf"));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /** Of a cache of its own, as another process would have. */
    private Path fetch() {
        try {
            return cache().fetch("tiny", FetchProgress.NONE);
        } catch (Exception e) {
            throw new java.util.concurrent.CompletionException(e);
        }
    }

    @Test
    void anInterruptKeepsWhatCame() throws Exception {
        server.enqueue(whole());
        ModelCache cache = cache();

        assertThatThrownBy(() -> cache.fetch(
                        "tiny", (bytes, total) -> Thread.currentThread().interrupt()))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory.resolve("tiny.gguf.part")).isNotEmptyFile();
        assertThat(directory.resolve("tiny.gguf")).doesNotExist();
    }

    @Test
    void findsFilesByPathAndName() throws Exception {
        Path own = Files.writeString(directory.resolve("模型.gguf"), "x");

        assertThat(cache().find(own.toString())).contains(own);
        assertThat(cache().find("模型.gguf")).contains(own);
        assertThat(cache().find("模型")).contains(own);
        assertThat(cache().find("nothing")).isEmpty();
        assertThat(cache().find("a\0b")).isEmpty();
    }

    @Test
    void doesNotFindAPartOfAKnownModel() throws Exception {
        Files.write(directory.resolve("tiny.gguf"), new byte[5]);

        assertThat(cache().find("tiny")).isEmpty();
    }

    @Test
    void knowsTheDefaultModel() {
        assertThat(KnownModel.all().get(0))
                .returns("smollm2-135m", KnownModel::name)
                .returns("Apache-2.0", KnownModel::license);
    }
}
