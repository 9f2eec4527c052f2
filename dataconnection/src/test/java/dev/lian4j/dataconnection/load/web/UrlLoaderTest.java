package dev.lian4j.dataconnection.load.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UrlLoaderTest {

    private static final String HTML = "text/html; charset=utf-8";

    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> pages = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request.getUrl().encodedPath());
                return pages.getOrDefault(
                        request.getUrl().encodedPath(),
                        new MockResponse.Builder().code(404).build());
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getPort() + path;
    }

    private void page(String path, String type, byte[] body) {
        pages.put(
                path,
                new MockResponse.Builder()
                        .setHeader("Content-Type", type)
                        .body(new Buffer().write(body))
                        .build());
    }

    private void page(String path, String type, String body) {
        page(path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private void redirect(String path, String target) {
        pages.put(
                path,
                new MockResponse.Builder()
                        .code(302)
                        .setHeader("Location", target)
                        .build());
    }

    private static WebAccess.Builder local() {
        return WebAccess.builder().allowPrivateAddresses(true);
    }

    private List<Document> load(String... paths) {
        return UrlLoader.of(local().build(), Stream.of(paths).map(this::url).toArray(String[]::new))
                .loadAll();
    }

    @Test
    void loadsPagesByWhatTheServerSaysTheyAre() {
        page("/页", HTML, "<html lang=zh><title>首页</title><nav>x</nav><p>你好</p></html>");
        page("/%E9%A1%B5", HTML, "<html lang=zh><title>首页</title><nav>x</nav><p>你好</p></html>");
        page("/data", "application/json", "[{\"a\":1},{\"a\":\"二\"}]");
        page("/a.csv", "text/plain", "名,城\n小王,北京\n");
        page("/b.md", "application/octet-stream", "# 标题");
        page("/feed", "application/rss+xml", "<rss><title>消息</title></rss>");
        page("/plain", "text/plain", "纯文本");
        List<Document> documents = load("/页", "/data", "/a.csv", "/b.md", "/feed", "/plain");
        assertThat(documents)
                .extracting(Document::text)
                .containsExactly("你好", "{\"a\":1}", "{\"a\":\"二\"}", "名: 小王\n城: 北京", "# 标题", "消息", "纯文本");
        assertThat(documents.get(0).metadata())
                .isEqualTo(Map.of("source", url("/%E9%A1%B5"), "title", "首页", "language", "zh"));
        assertThat(documents.get(3).metadata()).isEqualTo(Map.of("source", url("/a.csv"), "row", 1));
    }

    @ParameterizedTest
    @CsvSource({"GBK,gb2312", "Big5,big5", "UTF-8,utf-8", "UTF-8,gb2312", "Shift_JIS,shift_jis"})
    void readsTheEncodingThatTheServerNames(String real, String named) {
        byte[] html = "<meta charset=latin1><p>中文日本</p>".getBytes(Charset.forName(real));
        page(
                "/a",
                "text/html;charset=" + named,
                real.equals("UTF-8") && named.equals("gb2312")
                        ? "<meta charset=utf-8><p>中文日本€</p>".getBytes(StandardCharsets.UTF_8)
                        : html);
        assertThat(load("/a"))
                .singleElement()
                .extracting(Document::text)
                .asString()
                .startsWith("中文日本");
    }

    @Test
    void asksRobotsOnceAndObeys() {
        page(
                "/robots.txt",
                "text/plain",
                "User-agent: *\nDisallow: /\n\nUser-agent: Lian-Loader\nDisallow: /私\nAllow: /\n");
        page("/a", HTML, "<p>一</p>");
        page("/b", HTML, "<p>二</p>");
        redirect("/c", "/%E7%A7%81/x");
        assertThat(load("/a", "/b")).hasSize(2);
        assertThat(requests).containsExactly("/robots.txt", "/a", "/b");
        assertThatThrownBy(() -> load("/私/x"))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("may not be fetched")
                .hasMessageContaining("robots.txt does not allow it to 'lian-loader'");
        assertThatThrownBy(() -> load("/c")).hasMessageContaining("may not be fetched");
        assertThat(requests).doesNotContain("/%E7%A7%81/x");
        page("/%E7%A7%81/x", HTML, "<p>私</p>");
        UrlLoader rude = UrlLoader.of(local().obeyRobots(false).build(), url("/私/x"));
        assertThat(rude.loadAll()).extracting(Document::text).containsExactly("私");
    }

    @Test
    void fetchesNothingWhereRobotsCannotBeRead() {
        pages.put("/robots.txt", new MockResponse.Builder().code(503).build());
        page("/a", HTML, "<p>一</p>");
        assertThatThrownBy(() -> load("/a")).hasMessageContaining("may not be fetched");
    }

    @Test
    void followsRedirectsSoFar() {
        redirect("/1", "/2");
        redirect("/2", url("/3#part"));
        page("/3", HTML, "<p>到了</p>");
        assertThat(load("/1")).containsExactly(Document.of("到了", Map.of("source", url("/1"))));
        redirect("/loop", "/loop");
        assertThatThrownBy(() -> load("/loop")).hasMessageContaining("leads on more than 5 times");
        redirect("/ftp", "ftp://example.com/a");
        assertThatThrownBy(() -> load("/ftp")).hasMessageContaining("no address of the web");
        redirect("/file", "file:///etc/passwd");
        assertThatThrownBy(() -> load("/file")).hasMessageContaining("no address of the web");
    }

    @Test
    void takesNoMoreThanItsLimits() throws IOException {
        page("/large", HTML, "x".repeat(2000));
        UrlLoader small = UrlLoader.of(local().maxBytes(1000).build(), url("/large"));
        assertThatThrownBy(small::loadAll)
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("more than the limit of 1000 bytes");
        Buffer packed = new Buffer();
        try (GZIPOutputStream out = new GZIPOutputStream(packed.outputStream())) {
            out.write(new byte[5 << 20]);
        }
        pages.put(
                "/bomb",
                new MockResponse.Builder()
                        .setHeader("Content-Type", HTML)
                        .setHeader("Content-Encoding", "gzip")
                        .body(packed)
                        .build());
        UrlLoader bomb = UrlLoader.of(local().maxBytes(1 << 20).build(), url("/bomb"));
        assertThatThrownBy(bomb::loadAll).hasMessageContaining("more than the limit of 1048576 bytes");
    }

    @Test
    void waitsNoLongerThanItsLimit() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            UrlLoader loader = UrlLoader.of(
                    local().timeout(Duration.ofMillis(200)).obeyRobots(false).build(),
                    "http://127.0.0.1:" + silent.getLocalPort() + "/");
            assertThatThrownBy(loader::loadAll)
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessageContaining("cannot be fetched: timeout");
        }
    }

    @Test
    void canBeInterrupted() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            UrlLoader loader = UrlLoader.of(local().build(), "http://127.0.0.1:" + silent.getLocalPort() + "/");
            Thread.currentThread().interrupt();
            assertThatThrownBy(loader::loadAll).isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void tellsErrorsOrGoesOn() {
        page("/a", HTML, "<p>好</p>");
        page("/b", "application/x-unknown", "x");
        page("/c", "application/json", "{");
        assertThatThrownBy(() -> load("/缺")).hasMessageContaining("the server answered with status 404");
        List<String> problems = new ArrayList<>();
        UrlLoader loader = UrlLoader.of(
                        local().build(), url("/404"), "不是地址", "file:///etc/passwd", url("/b"), url("/c"), url("/a"))
                .onProblem(problem -> problems.add(problem.getMessage()));
        assertThat(loader.loadAll()).extracting(Document::text).containsExactly("好");
        assertThat(problems)
                .satisfiesExactly(
                        one -> assertThat(one).contains("status 404"),
                        two -> assertThat(two).startsWith("不是地址: is no address of the web"),
                        three -> assertThat(three).startsWith("file:///etc/passwd: is no address"),
                        four -> assertThat(four).contains("no loader for what it is, 'application/x-unknown'"),
                        five -> assertThat(five).startsWith(url("/c") + ": is not JSON at line 1"));
    }

    @Test
    void fetchesOnlyWhatIsPulled() {
        page("/a", HTML, "<p>一</p>");
        page("/b", HTML, "<p>二</p>");
        try (Stream<Document> documents =
                UrlLoader.of(local().build(), url("/a"), url("/b")).load()) {
            assertThat(server.getRequestCount()).isZero();
            Iterator<Document> each = documents.iterator();
            each.next();
            assertThat(requests).containsExactly("/robots.txt", "/a");
        }
    }

    @Test
    void keepsPasswordsToItself() throws InterruptedException {
        page("/a", HTML, "<p>一</p>");
        UrlLoader loader = UrlLoader.of(
                local().build(),
                url("/a").replace("//", "//user:geheim@"),
                url("/x").replace("//", "//u:geheim@"));
        List<String> seen = new ArrayList<>();
        loader.onProblem(problem -> seen.add(problem.getMessage()))
                .load()
                .forEach(document -> seen.add(document.toString()));
        assertThat(seen).hasSize(2).noneMatch(text -> text.contains("geheim"));
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
        assertThatThrownBy(() -> UrlLoader.of("htp://user:geheim@host/").loadAll())
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "127.1",
                "2130706433",
                "017700000001",
                "0",
                "0.0.0.0",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:0:0:1]",
                "１２７.0.0.1",
                "127。0。0。1"
            })
    void connectsToNoAddressOfThisMachine(String host) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(1);
            UrlLoader loader = UrlLoader.of("http://" + host + ":" + socket.getLocalPort() + "/");
            assertThatThrownBy(loader::loadAll).isInstanceOf(DocumentLoadException.class);
            assertThatThrownBy(socket::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void saysWhyAnAddressIsRefused() {
        assertThatThrownBy(() -> UrlLoader.of(url("/a")).loadAll())
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("is no public address")
                .hasMessageContaining("allowPrivateAddresses");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void checksItsSettings() {
        assertThatThrownBy(() -> WebAccess.builder().userAgent("我").build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WebAccess.builder().maxBytes(0).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WebAccess.builder().timeout(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void sitemap(String path, String... locations) {
        StringBuilder map = new StringBuilder("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>");
        for (String location : locations) {
            map.append("<url><loc>").append(location).append("</loc><lastmod>2026-01-31</lastmod></url>");
        }
        page(path, "application/xml", map + "</urlset>");
    }

    private SitemapLoader.Builder map(String path) {
        return SitemapLoader.builder(url(path)).access(local().build());
    }

    @Test
    void loadsThePagesOfASitemap() {
        sitemap(
                "/sitemap.xml",
                url("/1"),
                url("/缺"),
                "https://other.example/x",
                "not an address",
                url("/1"),
                url("/2"));
        page("/1", HTML, "<title>一</title><p>春</p>");
        page("/2", HTML, "<p>夏</p>");
        List<String> problems = new ArrayList<>();
        List<Document> documents = map("/sitemap.xml")
                .onProblem(problem -> problems.add(problem.getMessage()))
                .build()
                .loadAll();
        assertThat(documents)
                .containsExactly(
                        Document.of("春", Map.of("source", url("/1"), "title", "一", "lastmod", "2026-01-31")),
                        Document.of("夏", Map.of("source", url("/2"), "lastmod", "2026-01-31")));
        assertThat(problems).singleElement().asString().contains("status 404");
    }

    @Test
    void loadsAnIndexOfSitemapsAlsoPacked() throws IOException {
        sitemap("/a.xml", url("/1"), url("/2"));
        sitemap("/b.xml", url("/3"));
        Buffer packed = new Buffer();
        try (GZIPOutputStream out = new GZIPOutputStream(packed.outputStream())) {
            out.write(("<urlset><url><loc>" + url("/3") + "</loc></url></urlset>").getBytes(StandardCharsets.UTF_8));
        }
        page("/b.xml.gz", "application/gzip", packed.readByteArray());
        page(
                "/index.xml",
                "text/xml",
                "<sitemapindex><sitemap><loc>" + url("/a.xml") + "</loc></sitemap><sitemap><loc>" + url("/none.xml")
                        + "</loc></sitemap><sitemap><loc>" + url("/b.xml.gz") + "</loc></sitemap></sitemapindex>");
        IntStream.range(1, 4).forEach(i -> page("/" + i, HTML, "<p>页" + i + "</p>"));
        List<String> problems = new ArrayList<>();
        SitemapLoader.Builder builder = map("/index.xml").onProblem(problem -> problems.add(problem.getMessage()));
        assertThat(builder.build().loadAll()).extracting(Document::text).containsExactly("页1", "页2", "页3");
        assertThat(problems).singleElement().asString().contains("/none.xml");
        assertThat(builder.maxPages(2).build().loadAll()).hasSize(2);
        assertThat(builder.maxPages(9)
                        .filter(address -> address.endsWith("3"))
                        .build()
                        .loadAll())
                .extracting(Document::text)
                .containsExactly("页3");
    }

    @Test
    void refusesWhatIsNoSitemap() {
        page("/a", HTML, "<html><p>页</p></html>");
        assertThatThrownBy(() -> map("/a").build().loadAll())
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("is not a sitemap, or lists nothing");
        page("/b", HTML, "<html><p>页</html>");
        assertThatThrownBy(() -> map("/b").build().loadAll())
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageStartingWith(url("/b"));
        assertThatThrownBy(() -> SitemapLoader.of(url("/a")).loadAll()).hasMessageContaining("is no public address");
    }

    @Test
    void keepsTheDelayThatASiteAsksFor() {
        page("/robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 200\n");
        sitemap("/sitemap.xml", url("/1"));
        page("/1", HTML, "<p>春</p>");
        Thread test = Thread.currentThread();
        SitemapLoader loader = map("/sitemap.xml")
                .filter(address -> {
                    test.interrupt();
                    return true;
                })
                .build();
        assertThatThrownBy(loader::loadAll)
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("keeping the delay");
        assertThat(Thread.interrupted()).isTrue();
    }
}
