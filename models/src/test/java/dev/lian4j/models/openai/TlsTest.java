package dev.lian4j.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.lian4j.core.error.ModelConnectionException;
import dev.lian4j.models.testing.Chunks;
import java.io.File;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secure connections, to a server whose certificate is made for the test. */
class TlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private HttpsServer server;

    private static String tool(String name) {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + name;
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private Path store() {
        return folder.resolve("store.p12");
    }

    @BeforeEach
    void start() throws Exception {
        List<String> keytool = new ArrayList<>(List.of(tool("keytool"), "-genkeypair", "-alias", "server"));
        Collections.addAll(keytool, "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1");
        Collections.addAll(keytool, "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store().toString());
        run(keytool);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        byte[] reply = Chunks.whole("done").getBytes(StandardCharsets.UTF_8);
        server.createContext("/v1/chat/completions", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    @Test
    void asksAServerWhoseCertificateIsTrusted() throws Exception {
        List<String> java = new ArrayList<>(List.of(tool("java"), "-cp", System.getProperty("java.class.path")));
        Collections.addAll(
                java, "-Djavax.net.ssl.trustStore=" + store(), "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
        Collections.addAll(java, CancelTest.Program.class.getName(), url());

        assertThat(run(java)).contains("done");
    }

    @Test
    void refusesAServerWhoseCertificateIsNot() {
        ChatOpenAi model = ChatOpenAi.builder().apiKey("").baseUrl(url()).build();

        assertThatExceptionOfType(ModelConnectionException.class)
                .isThrownBy(() -> model.predict("Hi"))
                .withMessageContaining("certificate")
                .matches(e -> !e.retryable());
    }
}
