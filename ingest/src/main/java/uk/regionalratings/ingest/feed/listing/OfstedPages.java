package uk.regionalratings.ingest.feed.listing;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import uk.regionalratings.ingest.feed.site.SiteAnswer;
import uk.regionalratings.ingest.feed.site.SiteClient;
import uk.regionalratings.ingest.problem.Quoted;

/**
 * Reads the pages of Ofsted's site. Everything that depends on its markup is here: the address of the listing, the
 * selectors, and the words of a link. Any deviation from the markup of August 2026 is an error that says what is
 * missing, never an empty list.
 */
public final class OfstedPages {
    /** The maximum size of a page; Ofsted's pages are about 100 KiB long. */
    public static final int MOST_BYTES = 4 << 20;

    /** The number of rows on a page of the listing, which is the site's maximum. */
    static final int ROWS = 100;

    /** Children's social care (3), local authority children's services (12). */
    private static final String LISTING =
            "/search?q=&location=&lat=&lon=&radius=&level_1_types=3&level_2_types%5B%5D=12&start=";

    private static final String PROVIDER_LINK = "a[href*=/provider/]";
    private static final Pattern PROVIDER_PATH = Pattern.compile("/provider/([0-9]{1,9})/([0-9]{1,12})/?");
    private static final String DAY = "li.timeline__day";
    private static final String DAY_DATE = "p.timeline__date time";
    private static final String PUBLICATION = "a.publication-link";
    private static final String WORDS = "span.nonvisual";
    private static final Pattern FILE_PATH = Pattern.compile("/v1/file/([0-9]{1,15})/?");

    /** "Children's services inspection, PDF - 20 August 2021" */
    private static final Pattern WORDS_OF_LINK =
            Pattern.compile("(.{1,200}?),\\s*([A-Za-z0-9]{2,5})\\s*[-\u2013\u2014]\\s*([0-9]{1,2} \\p{L}+ [0-9]{4})");

    private static final int MOST_NAMED = 3;

    private final URI site;
    private final URI files;

    /**
     * Creates a reader.
     *
     * @param site the address of the pages, without a path
     * @param files the address of the documents, without a path
     */
    public OfstedPages(URI site, URI files) {
        this.site = site;
        this.files = files;
    }

    /** The address of the listing from row {@code start} on, counted from 0. */
    URI listing(int start) {
        return site.resolve(LISTING + start + "&rows=" + ROWS);
    }

    /**
     * The providers on one page of the listing, in order.
     *
     * @return an empty list after the last row
     */
    List<ListedProvider> providers(SiteAnswer page) {
        Map<String, ListedProvider> providers = new LinkedHashMap<>();
        for (Element link : parse(page).select(PROVIDER_LINK)) {
            URI target = address(link);
            Matcher path = PROVIDER_PATH.matcher(String.valueOf(target.getPath()));
            if (path.matches()) {
                String urn = path.group(2);
                providers.putIfAbsent(urn, new ListedProvider(urn, name(link), site.resolve(target.getPath())));
            }
        }
        return List.copyOf(providers.values());
    }

    /**
     * The documents on a provider's timeline. A link that can't be read is reported and affects no other.
     *
     * @throws PageException if the page is not a timeline of documents
     */
    public TimeLine timeLine(SiteAnswer page) throws PageException {
        Document document = parse(page);
        List<Element> days = document.select(DAY);
        if (days.isEmpty()) {
            throw new PageException(changed(page, "no " + DAY));
        }
        if (document.select(PUBLICATION).isEmpty()) {
            throw new PageException(changed(page, days.size() + " days and no " + PUBLICATION));
        }
        Map<String, ListedReport> reports = new LinkedHashMap<>();
        List<String> unread = new ArrayList<>();
        for (Element day : days) {
            if (day.selectFirst(DAY_DATE) == null) {
                unread.add("a day without " + DAY_DATE);
            }
            for (Element link : day.select(PUBLICATION)) {
                take(link, reports, unread);
            }
        }
        String found = unread.isEmpty()
                ? null
                : changed(page, String.join("; ", unread.subList(0, Math.min(MOST_NAMED, unread.size()))));
        return new TimeLine(List.copyOf(reports.values()), found);
    }

    private void take(Element link, Map<String, ListedReport> reports, List<String> unread) {
        URI target = address(link);
        Matcher path = FILE_PATH.matcher(String.valueOf(target.getPath()));
        Element words = link.selectFirst(WORDS);
        Matcher read = WORDS_OF_LINK.matcher(
                words == null ? "" : words.text().replace('\u00a0', ' ').strip());
        boolean ours = SiteClient.host(target).equals(SiteClient.host(files)) && path.matches();
        LocalDate published = read.matches() ? ReportNames.day(read.group(3)) : null;
        if (!ours || published == null) {
            unread.add("a " + PUBLICATION + " to " + Quoted.of(link.attr("href")) + " with the words "
                    + Quoted.of(words == null ? link.text() : words.text()));
        } else if (read.group(2).equalsIgnoreCase("PDF")) {
            String number = path.group(1);
            reports.putIfAbsent(
                    number, new ListedReport(number, target, read.group(1).strip(), published));
        }
    }

    /** The page's own title, for messages. */
    public static String title(SiteAnswer page) {
        return Quoted.of(parse(page).title());
    }

    private static String changed(SiteAnswer page, String found) {
        return page.url() + " is not as it was: found " + found
                + ". If the site has changed, the feed needs an update; until then ingest its reports by hand"
                + " (./ratings ingest)";
    }

    private static Document parse(SiteAnswer page) {
        return Jsoup.parse(page.text(), page.url().toString());
    }

    /** The target of a link; an address without a path if unknown. */
    private URI address(Element link) {
        try {
            return URI.create(link.absUrl("href"));
        } catch (IllegalArgumentException e) {
            return URI.create("none:none");
        }
    }

    private static String name(Element link) {
        String name = Quoted.clean(link.text().strip());
        return name.length() <= 100 ? name : name.substring(0, 100);
    }
}
