package dev.lian4j.dataconnection.load.web;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.load.FileType;
import dev.lian4j.dataconnection.load.SourceCopy;
import dev.lian4j.dataconnection.load.XmlLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import okhttp3.HttpUrl;
import okio.ByteString;

/** The pages that a sitemap lists, and the maps that it is an index of. */
final class Sitemap {

    /** The protocol's own limit. */
    private static final long MAX_BYTES = 50L << 20;
    /** How what gzip packed begins. */
    private static final ByteString PACKED = ByteString.of((byte) 0x1f, (byte) 0x8b);

    private final WebSession session;
    private final String address;
    private final SitemapOptions options;
    private final Consumer<DocumentLoadException> onProblem;
    private final Map<String, Page> pages = new LinkedHashMap<>();

    Sitemap(WebSession session, String address, SitemapOptions options, Consumer<DocumentLoadException> onProblem) {
        this.session = session;
        this.address = address;
        this.options = options;
        this.onProblem = onProblem;
    }

    /** Each page once, in order. An index in an index is no longer a map. */
    List<Page> pages() {
        Reply map = session.get(address);
        List<Page> maps = entries(map, "sitemap");
        List<Page> own = entries(map, "url");
        if (maps.isEmpty() && own.isEmpty()) {
            throw new DocumentLoadException(map.url().toString(), "is not a sitemap, or lists nothing");
        }
        maps.stream().filter(this::here).forEach(this::addMap);
        add(own);
        return new ArrayList<>(pages.values());
    }

    private void addMap(Page map) {
        if (pages.size() >= options.maxPages()) {
            return;
        }
        try {
            session.pause(map.address());
            add(entries(session.get(map.address()), "url"));
        } catch (DocumentLoadException e) {
            onProblem.accept(e);
        }
    }

    private void add(List<Page> found) {
        found.stream()
                .filter(this::here)
                .filter(page -> options.filter().test(page.address()))
                .takeWhile(page -> pages.size() < options.maxPages())
                .forEach(page -> pages.putIfAbsent(page.address(), page));
    }

    private boolean here(Page page) {
        return options.otherHosts()
                || Addresses.parse(page.address())
                        .host()
                        .equals(Addresses.parse(address).host());
    }

    private static List<Page> entries(Reply map, String element) {
        FileType type = FileType.of(file -> XmlLoader.builder(file)
                .records(element)
                .metadata("loc", "lastmod")
                .build());
        SourceCopy copy = new SourceCopy(map.url().toString(), type, "xml", MAX_BYTES);
        try (Stream<Document> entries = copy.load(() -> bytes(map), problem -> {})) {
            return entries.map(Sitemap::page).filter(Page::isAddress).toList();
        }
    }

    private static InputStream bytes(Reply map) throws IOException {
        InputStream in = new ByteArrayInputStream(map.body().toByteArray());
        return map.body().startsWith(PACKED) ? new GZIPInputStream(in) : in;
    }

    private static Page page(Document entry) {
        return new Page(
                String.valueOf(entry.metadata().getOrDefault("loc", "")),
                String.valueOf(entry.metadata().getOrDefault("lastmod", "")));
    }

    /** A page or map, and when it was changed last, as the map tells it, or nothing. */
    record Page(String address, String changed) {

        boolean isAddress() {
            return HttpUrl.parse(address) != null;
        }
    }
}
