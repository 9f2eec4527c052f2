package dev.lian4j.dataconnection.pdf;

import dev.lian4j.dataconnection.load.FileType;
import dev.lian4j.dataconnection.load.FileTypeProvider;
import java.util.Map;

/** Makes PDF one of the types of files that are known wherever this module is on the class path. */
public final class PdfFileTypes implements FileTypeProvider {

    /** For the service loader. */
    public PdfFileTypes() {}

    @Override
    public Map<String, FileType> types() {
        return Map.of(
                "pdf",
                (file, onProblem) ->
                        PdfLoader.builder(file).onProblem(onProblem).build());
    }
}
