package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads the package of an EPUB: container, metadata, manifest, spine and table of contents. */
final class EpubReader {

    private static final String CONTAINER = "META-INF/container.xml";
    private static final String LOCKS = "META-INF/encryption.xml";

    private final Path file;
    private final ZipArchive archive;

    EpubReader(Path file, ZipArchive archive) {
        this.file = file;
        this.archive = archive;
    }

    EpubBook book() {
        Element root = xml(CONTAINER).selectFirst("*|rootfile[full-path]");
        if (root == null) {
            throw fault("is not an EPUB: its " + CONTAINER + " names no package");
        }
        String path = root.attr("full-path");
        Document opf = xml(path);
        List<EpubBook.Part> parts = parts(opf, path);
        checkUnlocked(parts);
        return new EpubBook(facts(opf), parts);
    }

    private static Map<String, Object> facts(Document opf) {
        Map<String, Object> facts = new LinkedHashMap<>();
        put(facts, Metadata.TITLE, opf.select("*|title").stream().limit(1).map(Element::text));
        put(facts, "author", opf.select("*|creator").stream().map(Element::text));
        put(facts, Metadata.LANGUAGE, opf.select("*|language").stream().limit(1).map(Element::text));
        return facts;
    }

    private static void put(Map<String, Object> facts, String key, Stream<String> values) {
        String value = values.filter(each -> !each.isBlank()).collect(Collectors.joining(", "));
        if (!value.isEmpty()) {
            facts.put(key, value);
        }
    }

    private List<EpubBook.Part> parts(Document opf, String base) {
        Map<String, Element> manifest = new HashMap<>();
        opf.select("*|manifest > *|item[href]").forEach(item -> manifest.put(item.id(), item));
        Map<String, String> labels = labels(manifest, base);
        List<EpubBook.Part> parts = new ArrayList<>();
        for (Element reference : opf.select("*|spine > *|itemref[idref]")) {
            Element item = manifest.get(reference.attr("idref"));
            if (item == null) {
                throw fault(
                        "is damaged: its spine names '" + reference.attr("idref") + "', which its manifest has not");
            }
            if (!isContents(item)) {
                String path = ZipPaths.resolve(base, item.attr("href"));
                parts.add(new EpubBook.Part(parts.size() + 1, path, labels.getOrDefault(path, "")));
            }
        }
        return parts;
    }

    private static boolean isContents(Element item) {
        return List.of(item.attr("properties").split(" ", -1)).contains("nav");
    }

    /** What the table of contents calls each member: that of EPUB 3, else that of EPUB 2. A bad one is as good as none. */
    private Map<String, String> labels(Map<String, Element> manifest, String base) {
        Map<String, String> labels = new HashMap<>();
        for (Element item : manifest.values()) {
            boolean contents = isContents(item) || item.attr("media-type").equals("application/x-dtbncx+xml");
            String path = ZipPaths.resolve(base, item.attr("href"));
            if (contents && archive.entry(path).isPresent()) {
                addLabels(labels, xml(path), path);
            }
        }
        return labels;
    }

    private static void addLabels(Map<String, String> labels, Document contents, String base) {
        contents.select("*|nav *|a[href]")
                .forEach(link -> labels.putIfAbsent(ZipPaths.resolve(base, link.attr("href")), link.text()));
        for (Element point : contents.select("*|navPoint")) {
            Element label = point.selectFirst("*|navLabel");
            Element target = point.selectFirst("*|content[src]");
            if (label != null && target != null) {
                labels.putIfAbsent(ZipPaths.resolve(base, target.attr("src")), label.text());
            }
        }
    }

    /** Fonts may be scrambled; parts of the book that are make it unreadable. */
    private void checkUnlocked(List<EpubBook.Part> parts) {
        if (archive.entry(LOCKS).isEmpty()) {
            return;
        }
        Set<String> locked =
                new HashSet<>(xml(LOCKS).select("*|CipherReference[URI]").eachAttr("URI"));
        if (parts.stream().anyMatch(part -> locked.contains(part.path()))) {
            throw fault("is locked by digital rights management; load a copy that is not");
        }
    }

    /** A part as a page. */
    Document page(String path) {
        return read(path, in -> HtmlPage.parse(in, null));
    }

    private Document xml(String path) {
        return read(path, HtmlPage::xml);
    }

    private Document read(String path, Parse parse) {
        ZipEntry entry = archive.entry(path)
                .orElseThrow(() -> fault(
                        path.equals(CONTAINER)
                                ? "is not an EPUB: it has no " + path
                                : "is damaged: it has no " + path));
        try (InputStream in = archive.stream(entry)) {
            return parse.of(in);
        } catch (IOException e) {
            throw new DocumentLoadException(file.toString(), "cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    private DocumentLoadException fault(String reason) {
        return new DocumentLoadException(file.toString(), reason);
    }

    private interface Parse {
        Document of(InputStream in) throws IOException;
    }
}
