package dev.lian4j.dataconnection.office;

import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.core.error.LianException;
import dev.lian4j.dataconnection.load.FileFault;
import dev.lian4j.dataconnection.load.ZipLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.poi.ooxml.POIXMLProperties.CoreProperties;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.jspecify.annotations.Nullable;

/**
 * An Office file of the kind that is an archive of XML.
 *
 * @param path the file
 * @param limits how much it may hold, unpacked
 * @param kind what it should be
 */
record OfficeFile(Path path, ZipLimits limits, Kind kind) {

    /** The kinds, by what the main part of a file calls itself. */
    enum Kind {
        WORD("Word", "wordprocessingml|ms-word"),
        POWERPOINT("PowerPoint", "presentationml|ms-powerpoint"),
        EXCEL("Excel", "spreadsheetml|ms-excel");

        private final String program;
        private final Pattern mainPart;

        Kind(String program, String names) {
            this.program = program;
            this.mainPart = Pattern.compile(".*(" + names + ").*main\\+xml");
        }

        private boolean isMain(String contentType) {
            return mainPart.matcher(contentType).matches();
        }
    }

    /** Half of what archives may hold: what comes out becomes objects several times as large. */
    static final ZipLimits LIMITS = new ZipLimits(10_000, 512L << 20, 200);

    private static final long MAX_BYTES = 256L << 20;

    /** How old Office files begin, and new ones that are encrypted. */
    private static final byte[] OLD = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    /**
     * Opens the file for reading, after its size has been looked at from outside. Changes nothing of POI's own limits, which
     * hold for all of the program and come on top.
     */
    OPCPackage open() {
        FileFault.check(path, MAX_BYTES);
        checkKind();
        limits.check(path);
        OPCPackage content = read(() -> OPCPackage.open(path.toFile(), PackageAccess.READ));
        if (read(() -> content.getParts().stream().noneMatch(part -> kind.isMain(part.getContentType())))) {
            content.revert();
            throw new DocumentLoadException(path.toString(), "is not a file of " + kind.program);
        }
        return content;
    }

    private void checkKind() {
        try (InputStream in = Files.newInputStream(path)) {
            if (Arrays.equals(in.readNBytes(OLD.length), OLD)) {
                throw new DocumentLoadException(
                        path.toString(),
                        "is encrypted, or of Office 2003 or older; save it without a password in the format of today");
            }
        } catch (IOException e) {
            throw FileFault.of(path, e);
        }
    }

    /** What POI makes of it, its many kinds of errors told as one of loading. */
    <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (LianException e) {
            throw e;
        } catch (IOException | OpenXML4JException | RuntimeException | StackOverflowError e) {
            // POI fails in any of these ways on files that are not as they should be.
            throw damaged(e);
        }
    }

    DocumentLoadException damaged(Throwable e) {
        return new DocumentLoadException(
                path.toString(), "is damaged, or not an Office file of its kind: " + e.getMessage(), e);
    }

    /** Where it is from and what it says of itself. */
    Map<String, Object> facts(CoreProperties properties) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(Metadata.SOURCE, path.toString());
        put(facts, Metadata.TITLE, properties.getTitle());
        put(facts, "author", properties.getCreator());
        return facts;
    }

    static void put(Map<String, Object> facts, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.put(key, value.strip());
        }
    }

    /** A call of POI. */
    interface Reading<T> {
        T read() throws IOException, OpenXML4JException;
    }
}
