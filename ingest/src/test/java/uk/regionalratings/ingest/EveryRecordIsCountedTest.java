package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterTry;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.publish.EventPublisher;
import uk.regionalratings.ingest.source.DeclaredSources;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.source.SourceFormat;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.ingest.validation.CheckedRecord;
import uk.regionalratings.ingest.validation.CheckedRecords;
import uk.regionalratings.ingest.validation.InspectionValidator;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.service.StopSignal;

/**
 * No record is lost: however a table is written, each of its records is accepted with exactly its grades, or
 * rejected, or on a sheet that a remark names. {@code -Dfiles=N} tries more files.
 */
@Tag("sized")
class EveryRecordIsCountedTest {
    private static final AuthorityDirectory DIRECTORY = new AuthorityDirectory(ReferenceFiles.bundledAuthorities());

    private final List<Path> folders = new ArrayList<>();

    @AfterTry
    void tidyUp() throws IOException {
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        folders.clear();
    }

    @AddLifecycleHook(FilesToTry.class)
    @Property(shrinking = ShrinkingMode.OFF)
    void inAFile(@ForAll SourceFormat format, @ForAll long seed) {
        // Given
        WrittenFile file = WrittenFile.of(format, "", seed);
        RecordingPublisher sent = new RecordingPublisher();
        List<String> remarks = new ArrayList<>();
        Ingest ingest = ingest(sent, remarksInto(remarks));
        IngestSource source = new IngestSource(file.name(), () -> new ByteArrayInputStream(file.bytes()));

        // When and then
        if (!file.isUsable()) {
            assertThatThrownBy(() -> ingest.run(source)).isInstanceOf(UnusableSourceException.class);
            return;
        }
        IngestSummary summary = ingest.run(source);
        assertThat(summary.accepted() + summary.rejected() + file.remarked.size())
                .isEqualTo(file.written());
        assertThat(sent.published).extracting(WrittenFile::shown).isEqualTo(file.accepted());
        assertThat(sent.rejected).hasSize(file.rejected().size());
        file.remarked.forEach(sheet -> assertThat(remarks).anyMatch(remark -> remark.contains(sheet)));
    }

    /** A source with a declared format gives the same records as a file whose format is recognised. */
    @AddLifecycleHook(FilesToTry.class)
    @Property(shrinking = ShrinkingMode.OFF)
    void inADeclaredFormat(@ForAll SourceFormat format, @ForAll long seed) throws IOException {
        // Given
        WrittenFile file = WrittenFile.of(format, "", seed);
        DeclaredSources sources = new DeclaredSources(SourceNames.bundled(DIRECTORY), Reading.CLOCK);
        IngestSource source = new IngestSource(file.name(), () -> new ByteArrayInputStream(file.bytes()));

        // When and then
        if (!file.isUsable()) {
            assertThatThrownBy(() -> sources.open(format, source).next()).isInstanceOf(UnusableSourceException.class);
            return;
        }
        List<String> accepted = new ArrayList<>();
        int rejected = 0;
        CheckedRecords records = sources.open(format, source);
        for (CheckedRecord next = records.next(); next != null; next = records.next()) {
            if (next instanceof CheckedRecord.Valid valid) {
                accepted.add(WrittenFile.shown(valid.inspection()));
            } else {
                rejected++;
            }
        }
        assertThat(accepted).isEqualTo(file.accepted());
        assertThat(rejected).isEqualTo(file.rejected().size());
    }

    /** Several files in one folder: each is moved to the right place, with everything in its report. */
    @AddLifecycleHook(FilesToTry.class)
    @Property(shrinking = ShrinkingMode.OFF)
    void inAWatchedFolder(@ForAll long seed) throws IOException, InterruptedException {
        // Given
        Path folder = Files.createTempDirectory("watched");
        folders.add(folder);
        Map<String, WrittenFile> files = new HashMap<>();
        for (SourceFormat format : SourceFormat.values()) {
            WrittenFile file = WrittenFile.of(format, "", seed);
            String name = format + " " + file.name();
            files.put(name, file);
            Files.write(folder.resolve(name), file.bytes());
            Files.setLastModifiedTime(folder.resolve(name), FileTime.from(Instant.parse("2026-09-01T12:00:00Z")));
        }
        RecordingPublisher sent = new RecordingPublisher();

        // When
        StringWriter said = new StringWriter();
        try (StopSignal stop = StopSignal.install();
                WatchedFolder watched = WatchedFolder.open(folder)) {
            new FolderIngest(
                            watched,
                            Duration.ofSeconds(2),
                            report -> ingest(sent, report),
                            stop,
                            Reading.CLOCK,
                            new PrintWriter(said),
                            new PrintWriter(said))
                    .takeAll();
        }

        // Then
        int accepted = 0;
        int rejected = 0;
        for (Map.Entry<String, WrittenFile> entry : files.entrySet()) {
            WrittenFile file = entry.getValue();
            boolean done = file.isUsable() && file.rejected().isEmpty();
            Path report = folder.resolve(done ? "done" : "failed").resolve(entry.getKey() + ".report.txt");
            assertThat(report.resolveSibling(entry.getKey())).exists();
            List<String> lines = Files.readAllLines(report);
            String rejection = Pattern.quote(entry.getKey()) + ":(?:\\w+!)?[0-9]+: .*";
            assertThat(lines.stream().filter(line -> line.matches(rejection)))
                    .as("%s", lines)
                    .hasSize(file.rejected().size());
            file.remarked.forEach(
                    sheet -> assertThat(lines).anyMatch(line -> line.contains("not read") && line.contains(sheet)));
            accepted += file.accepted().size();
            rejected += file.rejected().size();
        }
        assertThat(sent.published).hasSize(accepted);
        assertThat(sent.rejected).hasSize(rejected);
    }

    private static Ingest ingest(EventPublisher publisher, IngestReport report) {
        return new Ingest(
                new InspectionValidator(SourceNames.bundled(DIRECTORY), Reading.CLOCK),
                publisher,
                report,
                System::nanoTime);
    }

    private static IngestReport remarksInto(List<String> remarks) {
        return new IngestReport() {
            @Override
            public void remark(String source, String remark) {
                remarks.add(remark);
            }
        };
    }
}
