package uk.regionalratings.local;

import java.time.Clock;
import uk.regionalratings.ingest.Ingest;
import uk.regionalratings.ingest.IngestReport;
import uk.regionalratings.ingest.IngestSummary;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.Settings;

/** Publishes the bundled reference data and history in the same way as any other file. */
public final class DemoHistory {
    private DemoHistory() {}

    public static IngestSummary publish(Settings settings) {
        try (Ingest ingest = open(settings)) {
            register(ingest, Clock.systemUTC().millis());
            return ingest.run(IngestSource.sampleHistory());
        }
    }

    /** Publishes only the reference data. */
    public static void register(Settings settings) {
        register(settings, Clock.systemUTC().millis());
    }

    /** Publishes only the reference data, with the given revision. */
    public static void register(Settings settings, long revision) {
        try (Ingest ingest = open(settings)) {
            register(ingest, revision);
        }
    }

    private static Ingest open(Settings settings) {
        AuthorityDirectory directory = new AuthorityDirectory(ReferenceFiles.bundledAuthorities());
        return Ingest.open(settings, directory, Clock.systemUTC(), IngestReport.SILENT);
    }

    private static void register(Ingest ingest, long revision) {
        IngestSource origin = new IngestSource("sample-history/authorities.csv", () -> {
            throw new IllegalStateException("read already");
        });
        ingest.register(ReferenceFiles.bundledAuthorities(), origin, revision);
    }
}
