package uk.regionalratings.system.kit;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import uk.regionalratings.ingest.Ingest;
import uk.regionalratings.ingest.IngestReport;
import uk.regionalratings.ingest.IngestSummary;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.vocabulary.Authority;

/** Publishes parts of the bundled history, and new inspections, in the same way as any other file. */
public final class HistoryFeed {
    /** A column of the file; no column before it contains a comma. */
    private static final int PUBLISHED_ON = 5;

    private final List<Authority> authorities;
    private final Clock clock = Clock.systemUTC();
    private final Settings settings;

    public HistoryFeed(Settings settings) {
        this.authorities = ReferenceFiles.bundledAuthorities();
        this.settings = settings;
    }

    /** @param authorities an authorities file, with bundled regions */
    public HistoryFeed(Settings settings, Path authorities) {
        this.authorities = ReferenceFiles.authorities(authorities, ReferenceFiles.bundledAreas());
        this.settings = settings;
    }

    public void registerAuthorities() {
        IngestSource origin = new IngestSource("authorities.csv", () -> {
            throw new IllegalStateException("read already");
        });
        try (Ingest ingest = open()) {
            ingest.register(authorities, origin, clock.millis());
        }
    }

    /** Publishes what Ofsted published in a period, from the first day (inclusive) to the second (exclusive). */
    public IngestSummary publish(LocalDate from, LocalDate before) {
        try (BufferedReader file =
                new BufferedReader(new InputStreamReader(ReferenceFiles.sampleHistory(), StandardCharsets.UTF_8))) {
            String header = file.readLine();
            String rows = file.lines()
                    .filter(row -> {
                        LocalDate day = LocalDate.parse(row.split(",", PUBLISHED_ON + 2)[PUBLISHED_ON]);
                        return !day.isBefore(from) && day.isBefore(before);
                    })
                    .collect(Collectors.joining("\n"));
            return publish("part.csv", header + "\n" + rows + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes one inspection on a day and returns its id. */
    public String publishNews(String authorityId, LocalDate day) {
        String id = authorityId + "-" + day;
        String inspection =
                """
                {"inspectionId":"%s","authorityId":"%s","framework":"ILACS_2026","startedOn":"%s","endedOn":"%s",\
                "publishedOn":"%s","grades":{"impact_of_leaders":"GOOD","help_and_protection":"GOOD","in_care":"GOOD",\
                "care_leavers":"OUTSTANDING"}}
                """
                        .formatted(id, authorityId, day.minusDays(40), day.minusDays(30), day);
        publish("news.ndjson", inspection);
        return id;
    }

    private IngestSummary publish(String name, String content) {
        try (Ingest ingest = open()) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            return ingest.run(new IngestSource(name, () -> new ByteArrayInputStream(bytes)));
        }
    }

    private Ingest open() {
        return Ingest.open(settings, new AuthorityDirectory(authorities), clock, IngestReport.SILENT);
    }
}
