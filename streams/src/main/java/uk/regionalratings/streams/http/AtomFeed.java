package uk.regionalratings.streams.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.LondonDates;

/** An Atom feed (RFC 4287). The identifiers of entries derive from those of their subjects, so that they never change. */
final class AtomFeed {
    static final String CONTENT_TYPE = "application/atom+xml; charset=utf-8";

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

    /** Characters that XML 1.0 can't contain. */
    private static final String NOT_OF_XML = "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    private final String identity;
    private final String title;
    private final String subtitle;
    private final String site;
    private final String self;
    private final @Nullable String next;
    private final LocalDate today;

    /**
     * @param identity distinguishes this feed from those of other questions; the same for all of its pages
     * @param title the subject of the feed
     * @param subtitle what its entries say
     * @param site scheme, host and port of the request
     * @param self path and question of the feed
     * @param next path and question of the next page; null on the last page
     * @param today the date of a feed without entries
     */
    AtomFeed(
            String identity,
            String title,
            String subtitle,
            String site,
            String self,
            @Nullable String next,
            LocalDate today) {
        this.identity = identity;
        this.title = title;
        this.subtitle = subtitle;
        this.site = site;
        this.self = self;
        this.next = next;
        this.today = today;
    }

    /**
     * An entry.
     *
     * @param id the same on every instance, for every version of the entry
     * @param published the time of what it is about
     * @param updated later for each later version, so that readers notice it
     * @param page path and question of the page about it
     * @param related the address of its source; null if there is none
     */
    record Entry(
            String id,
            String title,
            OffsetDateTime published,
            OffsetDateTime updated,
            String page,
            @Nullable String related,
            String summary,
            String html) {}

    byte[] of(List<Entry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            xml.writeAttribute("xml:lang", "en-GB");
            head(xml, entries);
            for (Entry entry : entries) {
                entry(xml, entry);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("can't write XML to memory", e);
        }
        return bytes.toByteArray();
    }

    private void head(XMLStreamWriter xml, List<Entry> entries) throws XMLStreamException {
        text(xml, "id", urn(identity));
        text(xml, "title", title);
        text(xml, "subtitle", subtitle);
        text(
                xml,
                "updated",
                entries.stream()
                        .map(Entry::updated)
                        .max(OffsetDateTime::compareTo)
                        .map(AtomFeed::written)
                        .orElseGet(() -> written(startOf(today))));
        link(xml, "self", "application/atom+xml", site + self);
        link(xml, "alternate", "text/html", site + "/");
        if (next != null) {
            link(xml, "next", "application/atom+xml", site + next);
        }
        xml.writeStartElement("author");
        text(xml, "name", "Regional Ratings");
        xml.writeEndElement();
        text(
                xml,
                "rights",
                "Contains public sector information from Ofsted's reports, licensed under the Open Government Licence"
                        + " v3.0.");
    }

    private void entry(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
        xml.writeStartElement("entry");
        text(xml, "id", urn(entry.id()));
        text(xml, "title", entry.title());
        text(xml, "published", written(entry.published()));
        text(xml, "updated", written(entry.updated()));
        link(xml, "alternate", "text/html", site + entry.page());
        String related = entry.related();
        if (related != null) {
            link(xml, "related", null, related);
        }
        text(xml, "summary", entry.summary());
        xml.writeStartElement("content");
        xml.writeAttribute("type", "html");
        characters(xml, entry.html());
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /** A sentence as a paragraph of HTML. */
    static String paragraph(String sentence) {
        return "<p>" + escaped(sentence) + "</p>";
    }

    /** Text as HTML. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The first moment of a day in London. */
    static OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(LondonDates.ZONE).toOffsetDateTime();
    }

    private static String written(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static String urn(String name) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static void link(XMLStreamWriter xml, String relation, @Nullable String type, String address)
            throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        if (type != null) {
            xml.writeAttribute("type", type);
        }
        xml.writeAttribute("href", address.replaceAll(NOT_OF_XML, ""));
    }

    private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        characters(xml, text);
        xml.writeEndElement();
    }

    private static void characters(XMLStreamWriter xml, String text) throws XMLStreamException {
        xml.writeCharacters(text.replaceAll(NOT_OF_XML, ""));
    }
}
