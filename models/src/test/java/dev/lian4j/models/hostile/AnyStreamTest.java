package dev.lian4j.models.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Piece;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.conformance.Said;
import dev.lian4j.testing.net.Faults;
import dev.lian4j.testing.net.RawServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a server says, and however its bytes are split and its lines end, each client reads the same. */
class AnyStreamTest {

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of(
                        "低秩",
                        "👋",
                        "👨‍👩‍👧",
                        " ",
                        "\n",
                        "\r\n",
                        "\u0085",
                        "\u2028",
                        "\"",
                        "\\",
                        "data: x",
                        "[DONE]",
                        "\uFEFF",
                        "a",
                        "é",
                        "\t",
                        ":",
                        "{}")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r", "\r\n");
    }

    @Property(tries = 200)
    void readsTheSame(
            @ForAll Client client,
            @ForAll("texts") List<String> texts,
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 100_000) Integer> cuts,
            @ForAll("lineEnds") String lineEnd)
            throws IOException {
        Said said = Said.texts(texts.toArray(String[]::new));
        String events = String.join("", client.wire.stream(said)).replace("\n", lineEnd);
        byte[] bytes = Faults.bytes(client.head(), events);
        int[] offsets =
                cuts.stream().mapToInt(cut -> cut % bytes.length).sorted().toArray();
        try (RawServer server = RawServer.of(Faults.splitAt(bytes, offsets))) {
            List<Piece> pieces = new ArrayList<>();
            ChatResponse response = client.model(server).invoke(ChatRequest.of("Hi"), pieces::add);

            assertThat(response.text()).isEqualTo(said.text()).doesNotContain("\uFFFD");
            assertThat(response.usage()).isEqualTo(Said.USAGE);
            assertThat(pieces.stream().map(piece -> ((Piece.Text) piece).text()).collect(Collectors.joining()))
                    .isEqualTo(said.text());
        }
    }
}
