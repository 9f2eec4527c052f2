package dev.lian4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Piece;
import dev.lian4j.parsers.JsonOutputParser;
import dev.lian4j.parsers.PartialJsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What reading JSON piece by piece costs: an object of order lines comes in pieces of four bytes. Linear means that the
 * time for each byte, {@code time / bytes}, is the same for all lengths.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PartialJsonBenchmark extends BriefCalls {

    private static final int PIECE = 4;

    /** How many bytes the object has, to a line. */
    @Param({"10000", "100000", "1000000"})
    public int bytes;

    private List<String> pieces = List.of();
    private String text = "";

    /** An order as a model would write it. */
    public record Order(List<Line> lines) {}

    /** A line of it. */
    public record Line(String name, int count, double price) {}

    /** Writes the object, and cuts it. */
    @Setup
    public void write() {
        StringBuilder json = new StringBuilder("{\"lines\": [");
        while (json.length() < bytes) {
            json.append("{\"name\": \"line ").append(json.length()).append("\", \"count\": 12, \"price\": 3.5}, ");
        }
        text = json.append("{\"name\": \"last\", \"count\": 1, \"price\": 1}]}").toString();
        pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); at += PIECE) {
            pieces.add(text.substring(at, Math.min(text.length(), at + PIECE)));
        }
    }

    /** All pieces, and the tree at the end. */
    @Benchmark
    public Optional<JsonNode> feed() {
        PartialJsonReader reader = PartialJsonReader.create();
        pieces.forEach(reader::feed);
        return reader.snapshot();
    }

    /** All pieces, and a record whenever one is due. */
    @Benchmark
    public void snapshots(Blackhole hole) {
        Consumer<Piece> receiver = JsonOutputParser.of(Order.class).snapshots().to(hole::consume);
        pieces.forEach(piece -> receiver.accept(new Piece.Text(piece)));
    }

    /** The whole text at once, for comparison. */
    @Benchmark
    public JsonNode whole() {
        return JsonOutputParser.ofTree().parse(text);
    }
}
