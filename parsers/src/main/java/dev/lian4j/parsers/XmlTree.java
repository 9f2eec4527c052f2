package dev.lian4j.parsers;

import dev.lian4j.core.error.OutputParserException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads an XML document into nested maps. DTDs and external entities are off, and a DOCTYPE is refused on sight. */
final class XmlTree {

    static final int MAX_DEPTH = 100;

    private static final XMLInputFactory FACTORY = factory();

    private final Deque<Element> open = new ArrayDeque<>();
    private final StringBuilder allText = new StringBuilder();
    private final XMLStreamReader reader;
    private final Supplier<String> output;
    private Map<String, Object> root = Map.of();
    private @Nullable Element leaf;

    private XmlTree(XMLStreamReader reader, Supplier<String> output) {
        this.reader = reader;
        this.output = output;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false); // models forget to declare prefixes
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty("jdk.xml.maxElementDepth", "0"); // ours is checked here; newer JDKs have one too
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are refused");
        });
        return factory;
    }

    /** The whole document. */
    static Map<String, Object> read(String xml, String output) {
        XmlTree tree = open(new StringReader(xml), () -> output);
        boolean more = true;
        while (more) {
            more = tree.step();
        }
        return tree.root;
    }

    /** A document that may still be coming; what has come is only asked for where there is an error. */
    static XmlTree open(Reader xml, Supplier<String> output) {
        try {
            return new XmlTree(FACTORY.createXMLStreamReader(xml), output);
        } catch (XMLStreamException e) {
            throw notXml(e, output);
        }
    }

    /** The next element without children, within those around it; null after the root, whatever follows. */
    @Nullable
    Map<String, Object> nextLeaf() {
        leaf = null;
        boolean more = root.isEmpty();
        while (leaf == null && more) {
            more = step() && root.isEmpty();
        }
        return leaf == null ? null : within(map(leaf.name, leaf.value(allText)));
    }

    private static OutputParserException notXml(XMLStreamException e, Supplier<String> output) {
        return new OutputParserException("The output is not XML" + where(e) + ".", output.get(), e);
    }

    private static String where(XMLStreamException e) {
        String message = e.getMessage() == null ? "" : e.getMessage().replaceFirst("(?s).*Message: ", "");
        return e.getLocation() == null
                ? ": " + message
                : ", line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber() + ": " + message;
    }

    /** Reads one thing; false at the end of the document. */
    private boolean step() {
        try {
            boolean more = reader.hasNext();
            if (more) {
                take(reader.next());
            }
            return more;
        } catch (XMLStreamException e) {
            throw notXml(e, output);
        }
    }

    private void take(int event) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(reader.getLocalName());
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                text(reader.getText());
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new OutputParserException(
                        "The XML is refused: it has a DOCTYPE or an entity of its own. Ask for XML without.",
                        output.get());
            default -> {
                // comments and processing instructions say nothing
            }
        }
    }

    private Map<String, Object> within(Map<String, Object> inner) {
        Map<String, Object> outer = inner;
        for (Element around : open) {
            outer = map(around.name, List.of(outer));
        }
        return outer;
    }

    private void start(String name) {
        if (open.size() >= MAX_DEPTH) {
            throw new OutputParserException(
                    "The XML is refused: nested deeper than " + MAX_DEPTH + " levels.", output.get());
        }
        open.push(new Element(name, allText.length()));
    }

    private void text(String text) {
        Element inner = open.peek();
        if (inner != null) {
            allText.append(text);
            inner.beginsWithText |= inner.children.isEmpty() && !text.isBlank();
        }
    }

    private void end() {
        Element ended = open.pop();
        Element outer = open.peek();
        leaf = ended.children.isEmpty() ? ended : leaf;
        if (outer != null) {
            outer.children.add(map(ended.name, ended.value(allText)));
        } else {
            Object value = ended.value(allText);
            boolean isText = ended.beginsWithText || !ended.children.isEmpty();
            root = map(ended.name, isText ? value : List.of());
        }
    }

    private static Map<String, Object> map(String name, @Nullable Object value) {
        Map<String, Object> map = new HashMap<>();
        map.put(name, value); // null for an element without content
        return Collections.unmodifiableMap(map);
    }

    /** An element whose end has not come. */
    private static final class Element {
        private final String name;
        private final int textStart;
        private final List<Map<String, Object>> children = new ArrayList<>();
        private boolean beginsWithText;

        Element(String name, int textStart) {
            this.name = name;
            this.textStart = textStart;
        }

        @Nullable
        Object value(StringBuilder allText) {
            if (!beginsWithText && !children.isEmpty()) {
                return Collections.unmodifiableList(children);
            }
            return textStart == allText.length() ? null : allText.substring(textStart);
        }
    }
}
