package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.header;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.topology.PublishedChanges;

/** Reads the feed as feed readers do. */
class AtomFeedTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC);
    private static final QueryApi API =
            new QueryApi(new QueryService(BundledHistory.view(), PublishedChanges.view(), Optional::empty, TODAY));

    @AutoClose
    private static final Client CLIENT = Client.of(API);

    private static SyndFeed read(String query) {
        HttpResponse<String> response = CLIENT.get("/v1/changes.atom?" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/atom+xml; charset=utf-8");
        return parsed(response.body());
    }

    private static SyndFeed parsed(String xml) {
        try {
            return new SyndFeedInput().build(new StringReader(xml));
        } catch (FeedException e) {
            throw new AssertionError(xml, e);
        }
    }

    private static SyndEntry only(String query) {
        SyndFeed feed = read(query);
        assertThat(feed.getEntries()).hasSize(1);
        return feed.getEntries().get(0);
    }

    @Test
    void tellsTheNationalFirstInWordsToPrint() {
        SyndEntry entry = only("authority=sunderland&from=2021-08-20&to=2021-08-20");

        assertThat(entry.getTitle())
                .isEqualTo("Sunderland rises from Inadequate to Outstanding for overall effectiveness");
        assertThat(entry.getDescription().getValue())
                .isEqualTo(
                        "Ofsted published its report on children's services in Sunderland on 20 August 2021, after an"
                                + " inspection that ended on 9 July 2021.");
        String html = entry.getContents().get(0).getValue();
        assertThat(html)
                .contains("<li>Overall effectiveness: rises from Inadequate to Outstanding. No authority in England had"
                        + " made this step for this judgement before.</li>")
                .contains("On that day 18 authorities in England were rated Outstanding for overall effectiveness under"
                        + " ILACS inspections.")
                .contains("<a href=\"https://files.ofsted.gov.uk/v1/file/50168072\">Ofsted's report</a>");
        assertThat(entry.getPublishedDate().toInstant()).isEqualTo("2021-08-19T23:00:00Z");
        assertThat(entry.getLink()).isEqualTo("http://127.0.0.1:" + API.port() + "/?authority=394");
    }

    @Test
    void tellsChangedJudgementsBeforeThoseThatStay() {
        String html = only("authority=sunderland&from=2021-08-20&to=2021-08-20")
                .getContents()
                .get(0)
                .getValue();

        assertThat(html.indexOf("rises")).isLessThan(html.indexOf("first grade"));
        assertThat(html.split("<li>", -1)).hasSize(5);
        for (SyndEntry entry : read("limit=1000").getEntries()) {
            String told = entry.getContents().get(0).getValue();
            int lastMoved = Math.max(told.lastIndexOf(": rises"), told.lastIndexOf(": falls"));
            int firstStays = told.indexOf(": stays");
            assertThat(firstStays < 0 || lastMoved < firstStays).as(told).isTrue();
        }
    }

    @Test
    void tellsEachInspectionOnceWhateverItChanged() {
        SyndFeed feed = read("limit=1000");

        assertThat(feed.getEntries()).hasSize(488);
        Set<String> ids = new HashSet<>();
        feed.getEntries().forEach(entry -> ids.add(entry.getUri()));
        assertThat(ids).hasSize(488).allMatch(id -> id.startsWith("urn:uuid:"));
        assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
        assertThat(feed.getCopyright()).contains("Open Government Licence");
    }

    /** A subscriber to what improves is not to miss what fell in the same inspection. */
    @Test
    void selectsByTheFiltersOfTheListAndTellsAllOfWhatItSelects() {
        List<String> improved = ids("direction=IMPROVED&area=north-east&limit=1000");
        List<String> all = ids("area=north-east&limit=1000");

        assertThat(improved).isNotEmpty().hasSizeLessThan(all.size());
        assertThat(all).containsAll(improved);
        String told = only("authority=sunderland&direction=IMPROVED&judgement=overall_effectiveness&from=2021-01-01")
                .getContents()
                .get(0)
                .getValue();
        assertThat(told).contains("Children in care and care leavers:");
    }

    private static List<String> ids(String query) {
        return read(query).getEntries().stream().map(SyndEntry::getUri).toList();
    }

    /** Without an overall grade the headline is what changed. */
    @Test
    void hasAHeadlineForInspectionsWithoutAnOverallGrade() {
        List<String> titles = read("from=2026-04-01&limit=1000").getEntries().stream()
                .map(SyndEntry::getTitle)
                .toList();

        assertThat(titles)
                .hasSizeGreaterThan(5)
                .allMatch(title -> title.matches("[A-Z].* (rises from|falls from|stays|is rated) .* for .*"));
        assertThat(titles).anyMatch(title -> title.contains("Blackpool rises from "));
    }

    @Test
    void leadsFromPageToPage() {
        List<String> paged = new ArrayList<>();
        String address = "/v1/changes.atom?area=north-east&limit=7";
        Set<String> feeds = new HashSet<>();
        while (address != null) {
            SyndFeed page = parsed(CLIENT.get(address).body());
            feeds.add(page.getUri());
            page.getEntries().forEach(entry -> paged.add(entry.getUri()));
            address = page.getLinks().stream()
                    .filter(link -> "next".equals(link.getRel()))
                    .map(SyndLink::getHref)
                    .map(href -> href.substring(href.indexOf("/v1/")))
                    .findFirst()
                    .orElse(null);
        }

        assertThat(paged).isEqualTo(ids("area=north-east&limit=1000"));
        assertThat(feeds).hasSize(1);
    }

    @Test
    void isEmptyButValidWhereNothingMatches() {
        assertThat(read("authority=sunderland&from=2026-08-01").getEntries()).isEmpty();
    }

    @Test
    void isSentOnceToWhoeverHasIt() {
        HttpResponse<String> first = CLIENT.get("/v1/changes.atom?area=north");
        HttpResponse<String> again = CLIENT.get("/v1/changes.atom?area=north", "If-None-Match", header(first, "ETag"));

        assertThat(header(first, "ETag")).isNotEmpty();
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void refusesWhatTheListRefuses() {
        HttpResponse<String> response = CLIENT.get("/v1/changes.atom?area=atlantis&grade=GOOD");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("atlantis", "is the value of an unknown parameter");
    }
}
