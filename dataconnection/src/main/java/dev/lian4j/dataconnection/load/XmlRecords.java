package dev.lian4j.dataconnection.load;

import dev.lian4j.core.error.DocumentLoadException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The elements of a name in an XML file, or its root, one after another as they are read. */
final class XmlRecords extends Spliterators.AbstractSpliterator<XmlRecords.Found> {

    private static final int DEEPEST = 1_000;

    private final TextFile file;
    private final @Nullable String name;
    private final List<String> fields;
    private final XMLStreamReader reader;
    private int depth;
    private int count;

    XmlRecords(TextFile file, @Nullable String name, List<String> fields) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.file = file;
        this.name = name;
        this.fields = fields;
        this.reader = XmlInput.open(file);
    }

    @Override
    public boolean tryAdvance(Consumer<? super Found> action) {
        while (next() != XMLStreamConstants.END_DOCUMENT) {
            if (reader.isStartElement() && (name == null || name.equals(reader.getLocalName()))) {
                action.accept(record());
                return true;
            }
        }
        return false;
    }

    /** Reads the element that starts here to its end. */
    private Found record() {
        int line = reader.getLocation().getLineNumber();
        int start = depth;
        Map<String, Object> found = attributes();
        XmlText text = new XmlText();
        while (depth >= start) {
            step(text, start, found);
        }
        count++;
        return new Found(text.toString(), count, line, found);
    }

    private void step(XmlText text, int start, Map<String, Object> found) {
        switch (next()) {
            case XMLStreamConstants.START_ELEMENT -> text.open();
            case XMLStreamConstants.END_ELEMENT -> {
                boolean wanted = depth == start && fields.contains(reader.getLocalName());
                String own = text.close(wanted);
                if (wanted) {
                    found.putIfAbsent(reader.getLocalName(), own);
                }
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                text.append(reader.getText());
            default -> {} // comments and instructions are no text
        }
    }

    private Map<String, Object> attributes() {
        Map<String, Object> found = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (fields.contains(reader.getAttributeLocalName(i))) {
                found.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }
        return found;
    }

    /** The next event; keeps the depth. */
    private int next() {
        int event = event();
        if (event == XMLStreamConstants.START_ELEMENT && ++depth > DEEPEST) {
            throw fault("is nested more than " + DEEPEST + " deep", null);
        }
        if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw fault(
                    "refers to the entity '" + reader.getLocalName() + "', which is not resolved, for safety", null);
        }
        return event;
    }

    private int event() {
        try {
            return reader.hasNext() ? reader.next() : XMLStreamConstants.END_DOCUMENT;
        } catch (XMLStreamException e) {
            throw fault("is not well-formed XML: " + XmlInput.reason(e), e);
        } catch (RuntimeException e) {
            // The JDK's parser has faults of its own on input that is none.
            throw fault("is not well-formed XML: " + e, e);
        }
    }

    private DocumentLoadException fault(String what, @Nullable Exception cause) {
        String place = " (line " + reader.getLocation().getLineNumber() + ", column "
                + reader.getLocation().getColumnNumber() + ")";
        return new DocumentLoadException(file.path().toString(), what + place, cause);
    }

    /**
     * An element.
     *
     * @param number which it is of its kind, from 1
     * @param line where it starts, from 1
     */
    record Found(String text, int number, int line, Map<String, Object> fields) {}
}
