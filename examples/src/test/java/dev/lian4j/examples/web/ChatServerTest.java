package dev.lian4j.examples.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.LianException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.testing.FakeChatModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatServerTest {

    /** Knows one answer, and refuses what is no text. */
    private static class Scripted implements DocumentChat {
        private final List<Shelved> documents = new CopyOnWriteArrayList<>();

        @Override
        public State state() {
            return new State("scripted", List.copyOf(documents));
        }

        @Override
        public Shelved add(String name, byte[] content) {
            if (!name.endsWith(".txt")) {
                throw new LianException(name + ": no loader for this type of file");
            }
            Shelved shelved = new Shelved(name, 1);
            documents.add(shelved);
            return shelved;
        }

        @Override
        public Streamed<Reply> ask(String session, String question) {
            if (question.startsWith("fail")) {
                throw new LianException("There is no document to ask yet");
            }
            Chain<ChatRequest, ChatResponse> model = FakeChatModel.of("假期有27天。 <b>27</b> days");
            List<Passage> found = List.of(new Passage("手册.txt, page 3", "年假:员工每年的假期有27天。", 0.9));
            return model.map(answer -> new Reply(answer.text(), found, "scripted", "<p>how it came about</p>")).stream(
                    ChatRequest.of(question));
        }
    }

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ChatServer server;

    @BeforeEach
    void start() throws IOException {
        server = ChatServer.start(new Scripted(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    }

    @Test
    void anAnswerComesInPiecesAndThenWithItsPassages() throws Exception {
        String reply =
                post("api/ask", "{\"session\":\"s\",\"question\":\"假期?\"}").body();
        assertThat(reply).startsWith("event: piece\ndata: {\"text\":");
        assertThat(reply).contains("event: reply\n").contains("手册.txt, page 3").endsWith("\n\n");
        String trace = reply.replaceAll("(?s).*\"trace\":\"([^\"]+)\".*", "$1");
        assertThat(get(trace).body()).isEqualTo("<p>how it came about</p>");
    }

    @Test
    void whatGoesWrongIsTold() throws Exception {
        assertThat(post("api/ask", "{\"question\":\"fail\"}").body()).contains("no document to ask yet");
        assertThat(post("api/ask", "{\"question\":\"  \"}").statusCode()).isEqualTo(400);
        HttpResponse<String> refused = post("api/documents?name=a.exe", "MZ");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("no loader");
        assertThat(post("api/documents", "x").body()).contains("name is missing");
        assertThat(post("api/ask", "{\"question\"").statusCode()).isEqualTo(400);
        assertThat(get("nothing").statusCode()).isEqualTo(404);
    }

    /** The model says nothing until it is stopped. */
    @Test
    void aReaderThatGoesStopsAModelThatIsSilent() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Chain<String, DocumentChat.Reply> silent = (question, run) -> {
            try (Run.Registration ignored = run.onCancel(stopped::countDown)) {
                asked.countDown();
                stopped.await();
            } catch (InterruptedException e) {
                stopped.countDown();
            }
            throw new CancelledException("stopped");
        };
        DocumentChat chat = new Scripted() {
            @Override
            public Streamed<Reply> ask(String session, String question) {
                return silent.stream(question);
            }
        };
        String body = "{\"question\":\"x\"}";
        try (ChatServer quiet = ChatServer.start(chat, 0)) {
            int port = URI.create(quiet.url()).getPort();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                String request = "POST /api/ask HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body;
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
                socket.setSoLinger(true, 0);
            }
            assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aDocumentIsNoLargerThanAllowed() throws Exception {
        HttpResponse<String> refused = post("api/documents?name=a.txt", "x".repeat(ChatServer.LARGEST + 1));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("20 MB");
    }

    @Test
    void otherSitesAndOtherNamesAreRefused() throws Exception {
        assertThat(post("api/ask", "{\"question\":\"x\"}", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        URI here = URI.create(server.url());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), here.getPort())) {
            socket.getOutputStream()
                    .write("GET /api/state HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void aPersonPutsADocumentInAsksAndOpensThePassage() throws Exception {
        Optional<Path> chromium = Browser.find();
        assumeThat(chromium).as("Chromium on the PATH").isPresent();
        try (Browser browser = Browser.start(chromium.get(), folder.resolve("profile"))) {
            browser.open(server.url() + "?lang=zh");
            assertThat(browser.readOnce(
                            "document.getElementById('model').textContent",
                            "document.getElementById('model').textContent"))
                    .isEqualTo("回答者：scripted");
            browser.read("upload([new File(['27'], '手册.txt'), new File(['MZ'], 'a.exe')])");
            assertThat(browser.read("document.getElementById('documents').innerText"))
                    .contains("手册.txt")
                    .contains("1 个片段")
                    .contains("no loader");
            browser.read("document.getElementById('question').value = '假期有几天?'");
            browser.read("document.getElementById('send').click()");
            // What a model writes is text, never a part of the page.
            assertThat(browser.readOnce(
                            "document.querySelector('.chip')", "document.querySelector('.answer').textContent"))
                    .startsWith("假期有27天。 <b>27</b> days");
            browser.read("document.querySelector('.chip').click()");
            assertThat(browser.read("document.querySelector('dialog[open]').innerText"))
                    .contains("手册.txt, page 3")
                    .contains("假期有27天");
            assertThat(browser.read("document.querySelector('.trace').pathname"))
                    .startsWith("/trace/");
            // The refused document is an error on the console, by the browser itself.
            assertThat(browser.faults()).allMatch(fault -> fault.contains("api/documents?name=a.exe"));
        }
    }
}
