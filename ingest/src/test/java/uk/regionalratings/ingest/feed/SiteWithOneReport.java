package uk.regionalratings.ingest.feed;

import java.time.LocalDate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** A site with all providers and one report, and the feed that reads it. */
abstract class SiteWithOneReport {
    static final LocalDate TODAY = LocalDate.of(2026, 9, 1);
    static final String FILE = "/v1/file/";

    @AutoClose
    final FeedRun feed = new FeedRun();

    final Inspection inspection =
            OfstedHistory.inspections().values().iterator().next();

    @BeforeEach
    void publish() {
        for (Authority authority : ReferenceFiles.bundledAuthorities()) {
            if (authority.existsOn(TODAY)) {
                String urn = String.valueOf(authority.ofstedUrn());
                feed.stub.provider(urn, authority.name());
                feed.stub.document("9" + authority.authorityId(), urn, "Monitoring visit", TODAY, () -> new byte[0]);
            }
        }
        OfstedHistory.add(feed.stub, inspection, null);
    }

    String path() {
        return FILE + OfstedHistory.number(inspection);
    }

    String page() {
        return "/provider/16/" + OfstedHistory.urn(inspection);
    }
}
