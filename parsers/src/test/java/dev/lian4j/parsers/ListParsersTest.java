package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListParsersTest {

    @Test
    void commasMayBeChinese() {
        assertThat(CommaSeparatedListOutputParser.create().parse("苹果、香蕉，樱桃, fig"))
                .containsExactly("苹果", "香蕉", "樱桃", "fig");
    }

    @Test
    void numbersMayBeWrittenTheChineseWay() {
        assertThat(NumberedListOutputParser.create().parse("水果：\r\n1、苹果\r\n２．x\r\n 10) 香蕉 3. 好\r\n3.14 是数\r\n"))
                .containsExactly("苹果", "香蕉 3. 好");
    }

    @Test
    void listMarksMayDiffer() {
        assertThat(MarkdownListOutputParser.create().parse("- 苹果\n  * 香蕉\n+ 樱桃\n• 梨\n-不是\n---\n"))
                .containsExactly("苹果", "香蕉", "樱桃", "梨");
    }

    @Test
    void linesAreItems() {
        assertThat(NewlineListOutputParser.create().parse("\n 苹果 \r\n\r\n香蕉\n \nfig"))
                .containsExactly("苹果", "香蕉", "fig");
        assertThat(NewlineListOutputParser.create().parse(" \n")).isEmpty();
        assertThat(NewlineListOutputParser.create().formatInstructions()).contains("each line");
        assertThat(NewlineListOutputParser.create().inChinese().formatInstructions())
                .contains("每行");
    }

    private static final ChatModel LISTING = (request, run) -> {
        String text = request.text();
        for (int i = 0; i < text.length(); i++) {
            run.emit(new Piece.Text(text.substring(i, i + 1)));
        }
        return ChatResponse.of(text);
    };

    @Test
    void finishedItemsAreHandedOnWhileTheReplyIsComing() {
        ListOutputParser parser = NumberedListOutputParser.create();
        try (Streamed<List<String>> stream =
                LISTING.then(parser).stream(ChatRequest.of("水果：\n1. 苹果\n2. 香蕉\n3. 樱桃" + "。".repeat(100)))) {
            Iterator<String> items = parser.items().of(stream).iterator();
            assertThat(items.next()).isEqualTo("苹果");
            assertThat(items.next()).isEqualTo("香蕉");
            assertThat(stream.pieces().findFirst()).isPresent(); // the third is still being written
        }
    }

    @Test
    void itemsOfAStreamAreThoseOfTheWhole() {
        String text = "- a, 1. b\r\n2. 苹果，香蕉\n\n* c、d\n3) e";
        for (ListOutputParser parser : List.of(
                CommaSeparatedListOutputParser.create(),
                NewlineListOutputParser.create(),
                NumberedListOutputParser.create(),
                MarkdownListOutputParser.create())) {
            try (Streamed<List<String>> stream = LISTING.then(parser).stream(ChatRequest.of(text))) {
                assertThat(parser.items().of(stream)).containsExactlyElementsOf(parser.parse(text));
            }
            List<String> seen = new ArrayList<>();
            ItemReader reader = parser.items().to(seen::add);
            List<String> whole = LISTING.then(parser).invoke(ChatRequest.of(text), reader);
            reader.finish();
            assertThat(seen).isEqualTo(whole);
        }
    }

    @Test
    void aStreamOfItemsEndsWithItsError() {
        ChatModel breaking = (request, run) -> {
            run.emit(new Piece.Text("a\nb"));
            throw new OutputParserException("cut", "a\nb");
        };
        ListOutputParser parser = NewlineListOutputParser.create();
        List<String> seen = new ArrayList<>();
        try (Streamed<List<String>> stream = breaking.then(parser).stream(ChatRequest.of("?"))) {
            assertThatThrownBy(() -> parser.items().of(stream).forEach(seen::add))
                    .hasMessage("cut");
        }
        assertThat(seen).containsExactly("a");
    }

    @Test
    void theFormIsToldInEnglishOrChinese() {
        assertThat(CommaSeparatedListOutputParser.create().formatInstructions()).contains("commas");
        assertThat(CommaSeparatedListOutputParser.create().inChinese().formatInstructions())
                .contains("逗号");
        assertThat(NumberedListOutputParser.create().formatInstructions()).contains("1. foo");
        assertThat(NumberedListOutputParser.create().inChinese().formatInstructions())
                .contains("1. 苹果");
        assertThat(MarkdownListOutputParser.create().formatInstructions()).contains("- foo");
        assertThat(MarkdownListOutputParser.create().inChinese().formatInstructions())
                .contains("- 苹果");
    }

    @Test
    void longTextsTakeLinearTime() {
        String blanks = " \t".repeat(1_000_000);
        assertThat(MarkdownListOutputParser.create().parse(blanks)).isEmpty();
        assertThat(NumberedListOutputParser.create().parse(blanks + "1".repeat(1_000_000)))
                .isEmpty();
    }
}
