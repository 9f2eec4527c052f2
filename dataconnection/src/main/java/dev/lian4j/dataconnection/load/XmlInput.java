package dev.lian4j.dataconnection.load;

import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Opens XML so that nothing but the file itself is read. */
final class XmlInput {

    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]{0,200}?\\bencoding\\s*=\\s*[\"']([\\w.:-]{1,40})[\"']");

    private XmlInput() {}

    static XMLStreamReader open(TextFile file) {
        try {
            return safe().createXMLStreamReader(new StringReader(text(file)));
        } catch (XMLStreamException e) {
            throw file.fault("is not XML: " + reason(e), e);
        }
    }

    /** The JDK's own parser, whatever else is on the class path; without document types, whose entities stay as they are. */
    private static XMLInputFactory safe() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Limits of ours are checked while reading; those of newer JDKs refuse what older ones take.
        factory.setProperty("jdk.xml.maxElementDepth", "0");
        factory.setProperty("jdk.xml.elementAttributeLimit", "10000");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("refers to " + systemId + ", which is not read, for safety");
        });
        return factory;
    }

    /** In the encoding of the byte order mark, else of the XML declaration, else as for any text. */
    private static String text(TextFile file) {
        byte[] bytes = bytes(file);
        return ByteOrderMark.of(bytes).isPresent()
                ? TextDecoder.decode(file.path(), bytes)
                : declared(file.path(), bytes)
                        .map(charset -> TextDecoder.decode(file.path(), bytes, charset))
                        .orElseGet(() -> TextDecoder.decode(file.path(), bytes));
    }

    private static Optional<Charset> declared(Path file, byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 300), StandardCharsets.ISO_8859_1);
        Matcher matcher = ENCODING.matcher(start);
        // What can be read a byte a character is not in UTF-16, whatever it says.
        if (!matcher.find() || matcher.group(1).toUpperCase(Locale.ROOT).startsWith("UTF-16")) {
            return Optional.empty();
        }
        String name = matcher.group(1);
        return Optional.of(Charsets.named(name)
                .orElseThrow(() -> new DocumentLoadException(
                        file.toString(), "is in the encoding '" + name + "', which is not known here")));
    }

    private static byte[] bytes(TextFile file) {
        FileFault.check(file.path(), file.maxBytes());
        try {
            return Files.readAllBytes(file.path());
        } catch (IOException e) {
            throw FileFault.of(file.path(), e);
        }
    }

    /** The parser's words without the place, which it puts before them. */
    static String reason(XMLStreamException e) {
        return String.valueOf(e.getMessage())
                .replaceFirst("(?s)^ParseError at .*\\nMessage: ", "")
                .strip();
    }
}
