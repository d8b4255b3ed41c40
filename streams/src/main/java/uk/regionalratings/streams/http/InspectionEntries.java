package uk.regionalratings.streams.http;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.streams.query.change.InspectionNews;

/** Writes inspections as entries of an Atom feed. */
final class InspectionEntries {
    private InspectionEntries() {}

    static List<AtomFeed.Entry> of(InspectionNews news) {
        return news.items().stream().map(InspectionEntries::entry).toList();
    }

    private static AtomFeed.Entry entry(InspectionNews.Item inspection) {
        NewsWords words = new NewsWords(inspection);
        ChangeDetail any = inspection.any();
        return new AtomFeed.Entry(
                inspection.id(),
                words.headline(),
                AtomFeed.startOf(any.publishedOn()),
                updated(inspection),
                "/?authority=" + any.authorityId(),
                any.reportUrl(),
                words.summary(),
                html(words, any.reportUrl()));
    }

    private static String html(NewsWords words, @Nullable String reportUrl) {
        String judgements = words.judgements().stream()
                .map(sentence -> "<li>" + AtomFeed.escaped(sentence) + "</li>")
                .collect(Collectors.joining());
        String nation = words.nation().map(AtomFeed::paragraph).orElse("");
        String report =
                reportUrl == null ? "" : "<p><a href=\"" + AtomFeed.escaped(reportUrl) + "\">Ofsted's report</a></p>";
        return AtomFeed.paragraph(words.summary()) + "<ul>" + judgements + "</ul>" + nation + report;
    }

    /**
     * Ofsted publishes a date without a time. A correction gets a later time than the report it corrects, so that feed
     * readers notice it.
     */
    private static OffsetDateTime updated(InspectionNews.Item inspection) {
        return AtomFeed.startOf(inspection.any().publishedOn()).plusSeconds(inspection.version() - 1);
    }
}
