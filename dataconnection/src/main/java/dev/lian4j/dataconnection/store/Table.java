package dev.lian4j.dataconnection.store;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which document each row is of. A row whose document was removed or replaced stays, without one. Not thread safe. */
final class Table {

    private final List<@Nullable Document> documents = new ArrayList<>();
    private final Map<String, Integer> rowsById = new HashMap<>();
    private final BitSet live = new BitSet();

    /** How many rows there are, those without a document too. */
    int rows() {
        return documents.size();
    }

    /** How many documents there are. */
    int size() {
        return rowsById.size();
    }

    @Nullable
    Document at(int row) {
        return documents.get(row);
    }

    /** The document of a row that has one. */
    Document document(int row) {
        return Objects.requireNonNull(documents.get(row));
    }

    boolean has(String id) {
        return rowsById.containsKey(id);
    }

    /** The rows that have a document, in order. */
    List<Integer> liveRows() {
        return live.stream().boxed().toList();
    }

    /** Adds a row; null for one without a document. A row of the same id loses its own. */
    void add(@Nullable Document document) {
        int row = documents.size();
        documents.add(document);
        if (document != null) {
            String id = Objects.requireNonNull(document.id());
            remove(id);
            rowsById.put(id, row);
            live.set(row);
        }
    }

    /** Adds rows from this one on, which is the next or a later one. */
    void addFrom(int first, List<Document> added) {
        while (documents.size() < first) {
            add(null);
        }
        added.forEach(this::add);
    }

    void removeAll(Collection<String> ids) {
        ids.forEach(this::remove);
    }

    private void remove(String id) {
        Integer row = rowsById.remove(id);
        if (row != null) {
            documents.set(row, null);
            live.clear(row);
        }
    }

    /** The ids of the documents that are meant. */
    List<String> meant(Filter filter) {
        if (filter instanceof Filter.Ids ids) {
            return ids.ids().stream().filter(this::has).toList();
        }
        return documents.stream()
                .filter(document -> document != null && filter.matches(document))
                .map(document ->
                        Objects.requireNonNull(Objects.requireNonNull(document).id()))
                .toList();
    }

    /** The rows of the documents that are meant; null where these are all rows. */
    @Nullable
    BitSet allowed(Filter filter) {
        if (filter.equals(Filter.all())) {
            return size() == rows() ? null : live;
        }
        BitSet allowed = new BitSet(rows());
        if (filter instanceof Filter.Ids ids) {
            ids.ids().stream().filter(this::has).forEach(id -> allowed.set(rowsById.get(id)));
        } else {
            live.stream().filter(row -> filter.matches(document(row))).forEach(allowed::set);
        }
        return allowed;
    }
}
