package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Chain;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.parser.OutputParser;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlOutputParserTest extends OutputParserContract<Map<String, Object>> {

    @Override
    OutputParser<Map<String, Object>> parser() {
        return XmlOutputParser.create();
    }

    @Override
    String good() {
        return "好的：\n<电影><名>活着</名><年>1994</年></电影>\n完。";
    }

    @Override
    Map<String, Object> value() {
        return Map.of("电影", List.of(Map.of("名", "活着"), Map.of("年", "1994")));
    }

    @Override
    String bad() {
        return "<a><b></a></b>";
    }

    /** What LangChain's own tests recorded, streams too. */
    @TestFactory
    List<DynamicTest> recordedCases() throws IOException {
        Path file = Path.of(System.getProperty("lian4j.shared", "none"), "data", "upstream", "parser_xml.json");
        assumeTrue(Files.exists(file), "no recorded cases at " + file);
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode test : Json.MAPPER.readTree(file.toFile())) {
            tests.add(DynamicTest.dynamicTest(tests.size() + " xml", () -> run(test)));
        }
        assertThat(tests).hasSize(15);
        return tests;
    }

    private void run(JsonNode test) {
        if (test.path("method").asText().equals("transform")) {
            List<String> chunks = new ArrayList<>();
            test.path("input").path("chunks").forEach(chunk -> chunks.add(chunk.asText()));
            assertThat(Json.MAPPER.<JsonNode>valueToTree(elements(chunks))).isEqualTo(test.path("expected"));
        } else {
            check(test);
        }
    }

    private static ChatModel writing(List<String> pieces) {
        return (request, run) -> {
            pieces.forEach(piece -> run.emit(new Piece.Text(piece)));
            return ChatResponse.of(String.join("", pieces));
        };
    }

    private static List<Map<String, Object>> elements(List<String> pieces) {
        XmlOutputParser parser = XmlOutputParser.create();
        Chain<ChatRequest, Map<String, Object>> chain = writing(pieces).then(parser);
        try (Streamed<Map<String, Object>> stream = chain.stream(ChatRequest.of("?"))) {
            return parser.elements(stream).toList();
        }
    }

    @Test
    void elementsComeWhileTheReplyIsWritten() {
        List<String> pieces = ("<think><no></think>好：<影><名>活着</名><年>1994</年>" + "<x/>".repeat(50) + "</影>。")
                .chars()
                .mapToObj(Character::toString)
                .toList();
        assertThat(elements(pieces))
                .hasSize(52)
                .startsWith(Map.of("影", List.of(Map.of("名", "活着"))), Map.of("影", List.of(Map.of("年", "1994"))));
        XmlOutputParser parser = XmlOutputParser.create();
        try (Streamed<Map<String, Object>> stream = writing(pieces).then(parser).stream(ChatRequest.of("?"))) {
            assertThat(parser.elements(stream).findFirst()).contains(Map.of("影", List.of(Map.of("名", "活着"))));
            assertThat(stream.text().findFirst()).isPresent(); // the rest is still being written
        }
    }

    @Test
    void aStreamOfElementsEndsWithTheErrorOfTheWhole() {
        assertThatThrownBy(() -> elements(List.of("<a><b>1</b>", "<c>"))).isInstanceOf(OutputParserException.class);
        assertThatThrownBy(() -> elements(List.of("没有"))).isInstanceOf(OutputParserException.class);
        assertThatThrownBy(() -> elements(List.of("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>")))
                .isInstanceOf(OutputParserException.class);
    }

    private void check(JsonNode test) {
        String text = test.path("input").path("text").asText();
        if (test.has("expected_error")) {
            assertThatThrownBy(() -> parser().parse(text)).isInstanceOf(OutputParserException.class);
        } else {
            assertThat(Json.MAPPER.<JsonNode>valueToTree(parser().parse(text))).isEqualTo(test.path("expected"));
        }
    }

    @Test
    void textsAndElementsMayBeMixed() {
        assertThat(parser().parse("<p>你好 <b>世界</b>！<i/></p>")).isEqualTo(Map.of("p", "你好 世界！"));
        assertThat(parser().parse("<p> <b>x</b> y</p>")).isEqualTo(Map.of("p", List.of(Map.of("b", "x"))));
        assertThat(parser().parse("<a><![CDATA[1 < 2]]> &amp; &#65;</a>")).isEqualTo(Map.of("a", "1 < 2 & A"));
        assertThat(parser().parse("<x:a k='v'><!-- c --><b/></x:a>").get("x:a").toString())
                .isEqualTo("[{b=null}]");
        assertThat(parser().parse("<a/>")).isEqualTo(Map.of("a", List.of()));
        assertThat(parser().parse("<think>a < b</think><a>1</a>")).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void filesAreNeverRead(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "canary-4711");
        for (String document : List.of(
                "<!DOCTYPE a [<!ENTITY x SYSTEM '%s'>]><a>&x;</a>",
                "<!DOCTYPE a SYSTEM '%s'><a>x</a>",
                "<!DOCTYPE a [<!ENTITY %% p SYSTEM '%s'> %%p;]><a>x</a>",
                "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include parse='text' href='%s'/></a>")) {
            String text = document.formatted(secret.toUri());
            try {
                assertThat(parser().parse(text).toString()).doesNotContain("canary");
            } catch (OutputParserException e) {
                assertThat(e).hasMessageNotContaining("canary");
            }
        }
        assertThatThrownBy(() -> parser().parse("<!DOCTYPE a [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]><a>&x;</a>"))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("DOCTYPE");
    }

    @Test
    void addressesAreNeverOpened() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            server.setSoTimeout(1);
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/x.dtd";
            assertThatThrownBy(() -> parser().parse("<!DOCTYPE a SYSTEM '" + address + "'><a>x</a>"))
                    .isInstanceOf(OutputParserException.class);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>", "<!ATTLIST x y CDATA '&a;'>"})
    void doctypesAreRefused(String more) {
        assertThatThrownBy(() -> parser().parse("<!DOCTYPE x [<!ENTITY a 'aaaa'>" + more + "]><x>&a;</x>"))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("DOCTYPE");
        assertThatThrownBy(() -> parser().parse("<x>&unknown;</x>")).isInstanceOf(OutputParserException.class);
    }

    @Test
    void deepAndLargeDocumentsAreRefused() {
        assertThatThrownBy(() -> parser().parse("<a>".repeat(3_000_000)))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("deeper than 100");
        assertThatThrownBy(() -> parser().parse("<a>" + "x".repeat(17_000_000) + "</a>"))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("at most");
        // texts around texts are not copied for every level
        char[] wide = new char[1_000_000];
        Arrays.fill(wide, '字');
        String deep = "<a>x".repeat(99) + new String(wide) + "</a>".repeat(99);
        assertThat((String) parser().parse(deep).get("a")).hasSize(99 + wide.length);
    }

    @Test
    void errorsSayWhere() {
        assertThatThrownBy(() -> parser().parse("<a>\n<b></a>")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> parser().parse("没有")).hasMessageContaining("no XML");
    }

    @Test
    void theTagsAreTold() {
        XmlOutputParser tagged = XmlOutputParser.of("film", "name");
        assertThat(tagged.formatInstructions()).contains("<film>, <name>").contains("DOCTYPE");
        assertThat(tagged.inChinese().formatInstructions()).contains("标签").contains("<film>, <name>");
    }
}
