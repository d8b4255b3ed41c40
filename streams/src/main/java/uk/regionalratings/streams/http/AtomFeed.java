package uk.regionalratings.streams.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.streams.query.InspectionNews;
import uk.regionalratings.vocabulary.LondonDates;

/**
 * News as an Atom feed (RFC 4287) with an entry for each inspection. The identifiers of entries derive from those of
 * the inspections, so an entry has the same one on every instance and never changes it.
 */
final class AtomFeed {
    static final String CONTENT_TYPE = "application/atom+xml; charset=utf-8";

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

    /** Characters that XML 1.0 can't contain. */
    private static final String NOT_OF_XML = "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    private final String identity;
    private final String title;
    private final String site;
    private final String self;
    private final @Nullable String next;
    private final LocalDate today;

    /**
     * @param identity distinguishes this feed from those of other questions; the same for all of its pages
     * @param title the subject of the feed
     * @param site scheme, host and port of the request
     * @param self path and question of the feed
     * @param next path and question of the next page; null on the last page
     * @param today the date of a feed without entries
     */
    AtomFeed(String identity, String title, String site, String self, @Nullable String next, LocalDate today) {
        this.identity = identity;
        this.title = title;
        this.site = site;
        this.self = self;
        this.next = next;
        this.today = today;
    }

    byte[] of(InspectionNews news) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            xml.writeAttribute("xml:lang", "en-GB");
            head(xml, news);
            for (InspectionNews.Item inspection : news.items()) {
                entry(xml, inspection);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("can't write XML to memory", e);
        }
        return bytes.toByteArray();
    }

    private void head(XMLStreamWriter xml, InspectionNews news) throws XMLStreamException {
        text(xml, "id", urn(identity));
        text(xml, "title", title);
        text(xml, "subtitle", "What Ofsted's inspections of children's services in England change.");
        text(
                xml,
                "updated",
                news.items().stream()
                        .map(AtomFeed::updated)
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

    private void entry(XMLStreamWriter xml, InspectionNews.Item inspection) throws XMLStreamException {
        NewsWords words = new NewsWords(inspection);
        ChangeDetail any = inspection.any();
        xml.writeStartElement("entry");
        text(xml, "id", urn(inspection.id()));
        text(xml, "title", words.headline());
        text(xml, "published", written(startOf(any.publishedOn())));
        text(xml, "updated", written(updated(inspection)));
        link(xml, "alternate", "text/html", site + "/?authority=" + any.authorityId());
        if (any.reportUrl() != null) {
            link(xml, "related", null, any.reportUrl());
        }
        text(xml, "summary", words.summary());
        xml.writeStartElement("content");
        xml.writeAttribute("type", "html");
        characters(xml, html(words, any.reportUrl()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static String html(NewsWords words, @Nullable String reportUrl) {
        String judgements = words.judgements().stream()
                .map(sentence -> "<li>" + escaped(sentence) + "</li>")
                .collect(Collectors.joining());
        String nation = words.nation().map(AtomFeed::paragraph).orElse("");
        String report = reportUrl == null ? "" : "<p><a href=\"" + escaped(reportUrl) + "\">Ofsted's report</a></p>";
        return paragraph(words.summary()) + "<ul>" + judgements + "</ul>" + nation + report;
    }

    private static String paragraph(String sentence) {
        return "<p>" + escaped(sentence) + "</p>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /**
     * Ofsted publishes a date without a time. A correction gets a later time than the report it corrects, so that feed
     * readers notice it.
     */
    private static OffsetDateTime updated(InspectionNews.Item inspection) {
        return startOf(inspection.any().publishedOn()).plusSeconds(inspection.version() - 1);
    }

    private static OffsetDateTime startOf(LocalDate day) {
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
