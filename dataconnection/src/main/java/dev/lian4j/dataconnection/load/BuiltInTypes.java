package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.DocumentLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The loaders of this package, by extension. */
final class BuiltInTypes {

    private BuiltInTypes() {}

    static Map<String, FileType> types() {
        Map<String, FileType> types = new TreeMap<>();
        Languages.extensions().forEach(extension -> add(types, SourceCodeLoader::of, extension));
        add(types, TextLoader::of, "txt", "text", "log", "rst");
        add(types, MarkdownLoader::of, "md", "markdown");
        add(types, HtmlLoader::of, "html", "htm", "xhtml");
        add(types, CsvLoader::of, "csv", "tsv");
        add(types, JsonLoader::of, "json", "jsonl", "ndjson");
        add(types, XmlLoader::of, "xml");
        add(types, EmailLoader::of, "eml");
        add(types, NotebookLoader::of, "ipynb");
        add(types, SubtitleLoader::of, "srt", "vtt");
        types.put(
                "epub",
                (file, onProblem) ->
                        EpubLoader.builder(file).onProblem(onProblem).build());
        types.put(
                "zip",
                (file, onProblem) ->
                        ZipLoader.builder(file).onProblem(onProblem).build());
        return types;
    }

    private static void add(
            Map<String, FileType> types, Function<Path, ? extends DocumentLoader> loader, String... extensions) {
        for (String extension : extensions) {
            types.put(extension, FileType.of(loader));
        }
    }
}
