package dev.lian4j.dataconnection.office;

import dev.lian4j.dataconnection.load.FileType;
import dev.lian4j.dataconnection.load.FileTypeProvider;
import java.util.Map;

/** Makes Office files some of the types that are known wherever this module is on the class path. */
public final class OfficeFileTypes implements FileTypeProvider {

    /** For the service loader. */
    public OfficeFileTypes() {}

    /** Those with macros and templates have the same content as those without; macros are never run. */
    @Override
    public Map<String, FileType> types() {
        FileType word = FileType.of(DocxLoader::of);
        FileType slides = FileType.of(PptxLoader::of);
        FileType sheets = FileType.of(XlsxLoader::of);
        return Map.of(
                "docx", word, "docm", word, "pptx", slides, "pptm", slides, "ppsx", slides, "xlsx", sheets, "xlsm",
                sheets);
    }
}
