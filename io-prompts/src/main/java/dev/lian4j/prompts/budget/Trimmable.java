package dev.lian4j.prompts.budget;

import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.error.TemplateException;
import dev.lian4j.core.message.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Something that may be made shorter, piece by piece. */
interface Trimmable {

    /** How many pieces may go. */
    int pieces();

    /** What remains without so many pieces, as the template takes it. */
    Object without(int count);

    /** A conversation, its oldest turns first. */
    static Trimmable history(String name, Object value) {
        return new History(Turns.of(listOf(Message.class, name, value)));
    }

    /** Documents, the last ones first, since the best stand first. */
    static Trimmable documents(String name, Object value, Function<List<ScoredDocument>, String> text) {
        return new Found(listOf(ScoredDocument.class, name, value), text);
    }

    private static <T> List<T> listOf(Class<T> type, String name, Object value) {
        List<T> list = new ArrayList<>();
        for (Object element : value instanceof Collection<?> all ? all : List.of(value)) {
            if (!type.isInstance(element)) {
                throw new TemplateException(
                        "The value of '" + name + "' must be a list of " + type.getSimpleName() + ", to be trimmed.");
            }
            list.add(type.cast(element));
        }
        return list;
    }

    /** A conversation. */
    record History(List<List<Message>> turns) implements Trimmable {

        @Override
        public int pieces() {
            return turns.size();
        }

        @Override
        public Object without(int count) {
            return turns.stream().skip(count).flatMap(List::stream).toList();
        }
    }

    /** Documents that were found. */
    record Found(List<ScoredDocument> documents, Function<List<ScoredDocument>, String> text) implements Trimmable {

        @Override
        public int pieces() {
            return documents.size();
        }

        @Override
        public Object without(int count) {
            return text.apply(documents.subList(0, documents.size() - count));
        }
    }
}
