package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

    enum Currency {
        EUR,
        CNY
    }

    record Line(String name, int count, @Nullable BigDecimal price) {}

    record Invoice(
            String number,
            @Nullable LocalDate date,
            Currency currency,
            List<Line> lines,
            Optional<String> note,
            boolean paid,
            Map<String, Double> taxes) {}

    private static final String INVOICE = "好的：{\"number\": \"甲-1\", \"date\": \"2026-11-23\", \"currency\": \"CNY\", "
            + "\"lines\": [{\"name\": \"茶\", \"count\": 12, \"price\": 3.50}], \"note\": \"急\", \"paid\": true, "
            + "\"taxes\": {\"vat\": 0.13}}";

    /** A model that writes the text piece by piece. */
    private static ChatModel model(String text, int size, AtomicInteger sent) {
        return (request, run) -> {
            for (int at = 0; at < text.length(); at += size) {
                run.emit(new Piece.Text(text.substring(at, Math.min(text.length(), at + size))));
                sent.incrementAndGet();
            }
            return ChatResponse.of(text);
        };
    }

    private static <T> Chain<String, T> chain(String text, JsonOutputParser<T> parser) {
        return Chain.<String, ChatRequest>of(ChatRequest::of)
                .then(model(text, 1, new AtomicInteger()))
                .then(parser);
    }

    @Test
    void aRecordGrowsUntilItIsTheResult() {
        JsonOutputParser<Invoice> parser = JsonOutputParser.of(Invoice.class);
        try (Streamed<Invoice> stream = chain(INVOICE, parser).stream("?");
                Stream<Invoice> snapshots = parser.snapshots().of(stream)) {
            List<Invoice> invoices = snapshots.toList();
            assertThat(invoices.get(0))
                    .isEqualTo(new Invoice(null, null, null, List.of(), Optional.empty(), false, Map.of()));
            assertThat(invoices).extracting(Invoice::number).contains("", "甲", "甲-1");
            assertThat(invoices).extracting(Invoice::date).containsOnly(null, LocalDate.of(2026, 11, 23));
            assertThat(invoices)
                    .flatExtracting(Invoice::lines)
                    .contains(new Line(null, 0, null), new Line("茶", 12, new BigDecimal("3.50")));
            assertThat(invoices).doesNotHaveDuplicates();
            assertThat(invoices.get(invoices.size() - 1))
                    .isEqualTo(parser.parse(INVOICE))
                    .isEqualTo(stream.result());
        }
    }

    @Test
    void valuesArePulledNotPushed() {
        AtomicInteger sent = new AtomicInteger();
        JsonOutputParser<Invoice> parser = JsonOutputParser.of(Invoice.class);
        Chain<ChatRequest, Invoice> chain = model(INVOICE, 1, sent).then(parser);
        try (Streamed<Invoice> stream = chain.stream(ChatRequest.of("?"))) {
            Iterator<Invoice> snapshots = parser.snapshots().of(stream).iterator();
            assertThat(snapshots.next().number()).isNull();
            // the first bracket is the fourth piece; one more may wait, one more may be on its way
            assertThat(sent.get()).isLessThanOrEqualTo(7);
        }
        assertThat(sent.get()).isLessThan(INVOICE.length());
    }

    @Test
    void aConsumerGetsThemToo() {
        List<List<Line>> seen = new ArrayList<>();
        JsonOutputParser<List<Line>> parser = JsonOutputParser.listOf(Line.class);
        List<Line> lines = chain(
                        "[{\"name\": \"a\", \"count\": 1, \"price\": null}, {\"name\": \"b\", \"count\": 2}]", parser)
                .invoke("?", parser.snapshots().to(seen::add));
        assertThat(seen).contains(List.of(), List.of(new Line("a", 1, null), new Line("b", 0, null)));
        assertThat(seen.get(seen.size() - 1)).isEqualTo(lines);
    }

    @Test
    void treesAndMapsGrowToo() {
        JsonOutputParser<Map<String, Object>> parser = JsonOutputParser.ofMap();
        List<Map<String, Object>> seen = new ArrayList<>();
        chain("{\"a\": \"xyz\", \"b\": 1}", parser)
                .invoke("?", parser.snapshots().to(seen::add));
        assertThat(seen)
                .containsExactly(
                        Map.of(),
                        Map.of("a", ""),
                        Map.of("a", "x"),
                        Map.of("a", "xy"),
                        Map.of("a", "xyz"),
                        Map.of("a", "xyz", "b", 1));
    }

    @Test
    void whatIsNotTheAnswerMakesNoSnapshot() {
        record Wanted(String wanted) {}
        JsonOutputParser<Wanted> parser = JsonOutputParser.of(Wanted.class);
        List<Wanted> seen = new ArrayList<>();
        chain("As in [1]: {\"wanted\": \"是\"}", parser)
                .invoke("?", parser.snapshots().to(seen::add));
        assertThat(seen).containsExactly(new Wanted(null), new Wanted(""), new Wanted("是"));
    }

    record Grade(int value, String why) {
        Grade {
            if (why == null) {
                throw new IllegalArgumentException("why must be there");
            }
        }
    }

    @Test
    void whatARecordRefusesIsNoSnapshot() {
        JsonOutputParser<Grade> parser = JsonOutputParser.of(Grade.class);
        List<Grade> seen = new ArrayList<>();
        chain("{\"value\": \"\", \"value\": {\"x\": 1}, \"value\": 4, \"why\": \"好\"}", parser)
                .invoke("?", parser.snapshots().to(seen::add));
        assertThat(seen).containsExactly(new Grade(4, ""), new Grade(4, "好"));
    }

    @Test
    void theStreamEndsWithTheErrorOfTheWhole() {
        JsonOutputParser<Grade> parser = JsonOutputParser.of(Grade.class);
        try (Streamed<Grade> stream = chain("{\"value\": 4, \"why\": \"cut", parser).stream("?");
                Stream<Grade> snapshots = parser.snapshots().of(stream)) {
            List<Grade> seen = new ArrayList<>();
            assertThatThrownBy(() -> snapshots.forEach(seen::add)).isInstanceOf(OutputParserException.class);
            assertThat(seen).contains(new Grade(4, "cut"));
        }
    }

    @Test
    void aLongReplyMakesFewSnapshots() {
        // 1 MB in pieces of four characters: one snapshot for each would be quadratic and take hours
        record Book(List<String> chapters) {}
        StringBuilder text = new StringBuilder("{\"chapters\": [\"0\"");
        while (text.length() < 1_000_000) {
            text.append(", \"第").append(text.length()).append("章\"");
        }
        JsonOutputParser<Book> parser = JsonOutputParser.of(Book.class);
        List<Integer> sizes = new ArrayList<>();
        Book book = model(text.append("]}").toString(), 4, new AtomicInteger())
                .then(parser)
                .invoke(
                        ChatRequest.of("?"),
                        parser.snapshots().to(seen -> sizes.add(seen.chapters().size())));
        assertThat(sizes).isSorted().hasSizeBetween(300, 3_000);
        assertThat(sizes.get(sizes.size() - 1)).isGreaterThan(book.chapters().size() * 15 / 16);
    }

    @Test
    void hugeNumbersAreNoTrouble() {
        record Numbers(int i, long l, double d, BigInteger big, BigDecimal decimal) {}
        List<Numbers> seen = new ArrayList<>();
        for (String name : List.of("i", "l", "d", "big", "decimal")) {
            for (String number : List.of("1e999999999", "9".repeat(900))) {
                JsonOutputParser.of(Numbers.class)
                        .snapshots()
                        .to(seen::add)
                        .accept(new Piece.Text("{\"" + name + "\": " + number + ", "));
            }
        }
        assertThat(seen).extracting(Numbers::decimal).contains(new BigDecimal("1e999999999"));
        assertThat(seen).extracting(Numbers::big).contains(new BigInteger("9".repeat(900)));
        assertThat(seen).extracting(Numbers::d).contains(Double.POSITIVE_INFINITY);
        assertThat(seen).allSatisfy(numbers -> assertThat(numbers.i()).isZero());
    }
}
