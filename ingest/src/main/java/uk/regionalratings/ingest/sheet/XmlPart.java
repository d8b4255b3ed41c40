package uk.regionalratings.ingest.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an XML part from tag to tag. Names are compared without their namespace, since workbooks use two sets of
 * namespaces.
 */
final class XmlPart implements AutoCloseable {
    private final InputStream in;
    private final XMLStreamReader reader;
    private final SheetLimits limits;
    private final Set<String> names = new HashSet<>();
    private int depth;

    /** @param in closed with the part */
    XmlPart(InputStream in, SheetLimits limits) throws IOException {
        this.in = in;
        this.limits = limits;
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            // Overrides the declared encoding: in any other, the checks on the part's bytes would not see the tags.
            reader = factory.createXMLStreamReader(in, "UTF-8");
        } catch (XMLStreamException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** Goes to the next start or end tag, skipping text; false at the end. */
    boolean nextTag() throws IOException {
        for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    boolean isStart(String name) {
        return reader.isStartElement() && reader.getLocalName().equals(name);
    }

    boolean isEnd(String name) {
        return reader.isEndElement() && reader.getLocalName().equals(name);
    }

    /** The attribute of the current tag, in any namespace; null if there is none. */
    @Nullable
    String attribute(String name) {
        for (int i = 0; reader.isStartElement() && i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The attribute of this name whose namespace contains {@code part}; null if there is none. */
    @Nullable
    String attribute(String part, String name) {
        for (int i = 0; reader.isStartElement() && i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            if (namespace != null
                    && namespace.contains(part)
                    && reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The attribute of this name that has a namespace, such as {@code r:id}; null if there is none. */
    @Nullable
    String qualifiedAttribute(String name) {
        for (int i = 0; reader.isStartElement() && i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            if (namespace != null
                    && !namespace.isEmpty()
                    && reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The text within the element whose start tag is current; goes to its end. */
    String text() throws IOException {
        return text(Map.of());
    }

    /** Like {@link #text()}, with the given texts in place of elements of the given names. */
    String text(Map<String, String> elements) throws IOException {
        StringBuilder text = new StringBuilder();
        int outside = depth - 1;
        while (depth > outside) {
            int event = next();
            if (event == XMLStreamConstants.END_DOCUMENT) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                text.append(elements.getOrDefault(reader.getLocalName(), ""));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.SPACE) {
                text.append(reader.getText());
                if (text.length() > limits.markupBytes()) {
                    throw new SheetException("holds a text of more than " + limits.markupBytes() + " characters");
                }
            }
        }
        return text.toString();
    }

    private int next() throws IOException {
        try {
            if (!reader.hasNext()) {
                return XMLStreamConstants.END_DOCUMENT;
            }
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                bound();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
            return event;
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's parser also fails on some damaged files with other exceptions than its own.
            throw unreadable(e);
        }
    }

    private void bound() throws SheetException {
        names.add(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            names.add(reader.getAttributeLocalName(i));
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            names.add(prefix == null ? "" : prefix);
        }
        if (names.size() > limits.names() || depth > limits.depth()) {
            throw new SheetException("has a part with more names or levels than any workbook");
        }
    }

    private static IOException unreadable(Exception e) {
        Throwable cause =
                e instanceof XMLStreamException xml && xml.getNestedException() != null ? xml.getNestedException() : e;
        return cause instanceof SheetException refused
                ? refused
                : new SheetException("is damaged: it contains a part that is not XML", e);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
