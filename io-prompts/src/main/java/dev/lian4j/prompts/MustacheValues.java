package dev.lian4j.prompts;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.lian4j.core.error.TemplateException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a Mustache template may reach: the entries of maps, the elements of lists, the components of records. No methods,
 * fields or beans, which the library offers otherwise. Missing, false, null, 0 and empty values close a section.
 */
final class MustacheValues implements Mustache.Collector {

    @Override
    public @Nullable Iterator<?> toIterator(Object value) {
        if (value instanceof Collection<?> elements) {
            return withoutNulls(elements).iterator();
        }
        boolean empty = value.equals("")
                || (value instanceof Number number && number.doubleValue() == 0)
                || (value instanceof Map<?, ?> map && map.isEmpty());
        return empty ? List.of().iterator() : null;
    }

    private static Collection<?> withoutNulls(Collection<?> elements) {
        if (elements.stream().anyMatch(Objects::isNull)) {
            throw new TemplateException("A list for a section has null in it; take it out, or give an empty text.");
        }
        return elements;
    }

    @Override
    public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
        if (context instanceof Map<?, ?>) {
            return (map, key) -> entry((Map<?, ?>) map, key);
        }
        if (context instanceof List<?>) {
            return (list, key) -> element((List<?>) list, key);
        }
        return context instanceof Record ? component(context.getClass(), name) : null;
    }

    private static @Nullable Object entry(Map<?, ?> map, String key) {
        return map.containsKey(key) ? map.get(key) : Template.NO_FETCHER_FOUND;
    }

    private static @Nullable Object element(List<?> list, String key) {
        int index = key.matches("\\d{1,9}") ? Integer.parseInt(key) : list.size();
        return index < list.size() ? list.get(index) : Template.NO_FETCHER_FOUND;
    }

    private static Mustache.@Nullable VariableFetcher component(Class<?> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .map(MustacheValues::fetcher)
                .orElse(null);
    }

    private static Mustache.VariableFetcher fetcher(RecordComponent component) {
        ComponentReader reader = ComponentReader.of(component);
        return (record, name) -> reader.read(record);
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
        return new ConcurrentHashMap<>();
    }
}
