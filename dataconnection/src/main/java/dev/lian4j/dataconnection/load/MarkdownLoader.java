package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.document.Metadata;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.front.matter.YamlFrontMatterVisitor;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * Loads a Markdown file: whole, as it is written, with {@code source}, {@code title} (the first heading) and what its
 * front matter says; or by elements, a document for each heading, paragraph, list, table and block of code, with
 * {@code category}, {@code line} (from 1) and the headings that it stands under. Immutable.
 */
public final class MarkdownLoader implements DocumentLoader {

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create(), YamlFrontMatterExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();
    private static final TextContentRenderer TEXT = TextContentRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .build();

    private final TextFile file;
    private final boolean elements;

    private MarkdownLoader(Path file, boolean elements) {
        this.file = new TextFile(file, TextFile.MAX_BYTES);
        this.elements = elements;
    }

    /** A loader of the whole file, of at most 64 MiB. The file is looked at only when loaded. */
    public static MarkdownLoader of(Path file) {
        return new MarkdownLoader(file, false);
    }

    /** A loader of the file by its elements. */
    public static MarkdownLoader elements(Path file) {
        return new MarkdownLoader(file, true);
    }

    /**
     * The document, or the elements in order.
     *
     * @throws dev.lian4j.core.error.DocumentLoadException when pulled, if the file cannot be read
     */
    @Override
    public Stream<Document> load() {
        return Stream.of(file).flatMap(read -> documents(read.text()));
    }

    private Stream<Document> documents(String text) {
        Node root = PARSER.parse(text);
        YamlFrontMatterVisitor frontMatter = new YamlFrontMatterVisitor();
        root.accept(frontMatter);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(Metadata.SOURCE, file.path().toString());
        frontMatter.getData().forEach((key, values) -> metadata.put(key, values.size() == 1 ? values.get(0) : values));
        if (elements) {
            return elements(root, metadata).stream();
        }
        title(root, metadata);
        return Stream.of(Document.of(text, metadata));
    }

    private static void title(Node root, Map<String, Object> metadata) {
        for (Node node = root.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading) {
                metadata.putIfAbsent(Metadata.TITLE, TEXT.render(node).strip());
            }
        }
    }

    private static List<Document> elements(Node root, Map<String, Object> metadata) {
        List<Document> documents = new ArrayList<>();
        Map<Integer, String> headings = new LinkedHashMap<>();
        for (Node node = root.getFirstChild(); node != null; node = node.getNext()) {
            String text = TEXT.render(node).strip();
            if (node instanceof Heading heading) {
                headings.keySet().removeIf(level -> level >= heading.getLevel());
            }
            if (!text.isEmpty()) {
                documents.add(Document.of(text, element(node, headings, metadata)));
            }
            if (node instanceof Heading heading) {
                headings.put(heading.getLevel(), text);
            }
        }
        return documents;
    }

    private static Map<String, Object> element(Node node, Map<Integer, String> headings, Map<String, Object> file) {
        Map<String, Object> metadata = new LinkedHashMap<>(file);
        metadata.put(
                "category",
                node.getClass().getSimpleName().toLowerCase(Locale.ROOT).replace("block", ""));
        node.getSourceSpans().stream()
                .findFirst()
                .map(SourceSpan::getLineIndex)
                .ifPresent(line -> metadata.put("line", line + 1));
        if (!headings.isEmpty()) {
            metadata.put("headings", List.copyOf(headings.values()));
        }
        return metadata;
    }
}
