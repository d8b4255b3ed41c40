package uk.regionalratings.local;

import java.time.Clock;
import java.util.List;
import uk.regionalratings.ingest.Ingest;
import uk.regionalratings.ingest.IngestReport;
import uk.regionalratings.ingest.IngestSource;
import uk.regionalratings.ingest.IngestSummary;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.vocabulary.Authority;

/** Publishes the bundled reference data and the bundled history, the way that any file goes in. */
final class DemoHistory {
    private DemoHistory() {}

    static IngestSummary publish(Settings settings) {
        List<Authority> authorities = ReferenceFiles.bundledAuthorities();
        Clock clock = Clock.systemUTC();
        try (Ingest ingest = Ingest.open(settings, new AuthorityDirectory(authorities), clock, IngestReport.SILENT)) {
            IngestSource origin = new IngestSource("sample-history/authorities.csv", () -> {
                throw new IllegalStateException("read already");
            });
            ingest.register(authorities, origin, clock.millis());
            return ingest.run(IngestSource.sampleHistory());
        }
    }
}
