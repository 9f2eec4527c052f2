package dev.lian4j.parsers;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The items of a list, each as soon as it is finished; the same as those of the whole reply. Immutable. */
public final class Items {

    private final String delimiters;
    private final Function<String, Optional<String>> item;

    private Items(String delimiters, Function<String, Optional<String>> item) {
        this.delimiters = delimiters;
        this.item = item;
    }

    /** What is between delimiters, where the function makes an item of it. */
    static Items between(String delimiters, Function<String, Optional<String>> item) {
        return new Items(delimiters, item);
    }

    /** The items of the lines. */
    static Items ofLines(Function<String, Optional<String>> item) {
        return between("\r\n", item);
    }

    List<String> all(String text) {
        List<String> items = new ArrayList<>();
        ItemReader reader = to(items::add);
        reader.feed(text);
        reader.finish();
        return List.copyOf(items);
    }

    /** The items of a stream, pulled one by one. Ends with the stream's error if it has one. */
    public Stream<String> of(Streamed<?> stream) {
        Deque<String> ready = new ArrayDeque<>();
        ItemReader reader = to(ready::add);
        Iterator<Piece> pieces = stream.pieces().iterator();
        Stream<String> whole = Pulled.stream(
                () -> {
                    while (ready.isEmpty() && pieces.hasNext()) {
                        reader.accept(pieces.next());
                    }
                    return ready.poll();
                },
                () -> null);
        Stream<String> rest = Stream.of(reader).flatMap(ended -> {
            ended.finish();
            return ready.stream();
        });
        return Stream.concat(whole, rest).onClose(stream::close);
    }

    /** A receiver of pieces that hands on the items; the last one when it is told that the reply is whole. For one run. */
    public ItemReader to(Consumer<? super String> receiver) {
        return new ItemReader(delimiters, part -> item.apply(part).ifPresent(receiver));
    }
}
