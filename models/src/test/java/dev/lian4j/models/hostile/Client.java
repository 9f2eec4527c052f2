package dev.lian4j.models.hostile;

import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.anthropic.ChatAnthropicConformanceTest.AnthropicWire;
import dev.lian4j.models.conformance.Said;
import dev.lian4j.models.conformance.WireFixture;
import dev.lian4j.models.conformance.WireFixture.Setup;
import dev.lian4j.models.gemini.ChatGeminiConformanceTest.GeminiWire;
import dev.lian4j.models.http.Timeouts;
import dev.lian4j.models.ollama.ChatOllamaConformanceTest.OllamaWire;
import dev.lian4j.models.openai.ChatOpenAiConformanceTest.OpenAiWire;
import dev.lian4j.testing.net.Faults;
import dev.lian4j.testing.net.RawServer;
import java.time.Duration;

/** The providers' clients, each with what its server sends. */
enum Client {
    OPENAI(new OpenAiWire()),
    ANTHROPIC(new AnthropicWire()),
    GEMINI(new GeminiWire()),
    OLLAMA(new OllamaWire());

    static final Said ANSWER = Said.texts("低秩", "适应👋", " adapts", ".");

    /** Fixtures hold no state. */
    @SuppressWarnings("ImmutableEnumChecker")
    final WireFixture wire;

    Client(WireFixture wire) {
        this.wire = wire;
    }

    ChatModel model(RawServer server) {
        return wire.model(new Setup(server.url(), 100_000_000, false));
    }

    /** One that bears only so much silence. */
    ChatModel impatient(RawServer server, Duration silence) {
        return wire.model(new Setup(server.url(), 100_000_000, false, Timeouts.DEFAULT.read(silence)));
    }

    String head() {
        return RawServer.head(200, wire.streamType()) + "\r\n";
    }

    /** A whole streamed reply, head included. */
    byte[] stream(Said said) {
        return Faults.bytes(head(), String.join("", wire.stream(said)));
    }

    /** The first of its events. */
    byte[] events(Said said, int count) {
        return Faults.bytes(head(), String.join("", wire.stream(said).subList(0, count)));
    }

    /** What keeps a connection alive and says nothing. */
    String comment() {
        return wire.streamType().contains("event-stream") ? ": ping\n\n" : "\n";
    }

    static ChatResponse stream(ChatModel model) {
        return model.invoke(ChatRequest.of("Hi"), piece -> {});
    }
}
