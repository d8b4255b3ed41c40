package uk.regionalratings.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import uk.regionalratings.ingest.problem.Causes;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.ingest.problem.IngestStoppedException;
import uk.regionalratings.ingest.problem.UnreadableRestException;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.publish.DryRunPublisher;
import uk.regionalratings.ingest.publish.EventPublisher;
import uk.regionalratings.ingest.publish.KafkaConnection;
import uk.regionalratings.ingest.publish.SentEvents;
import uk.regionalratings.ingest.record.RecordReader;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.ingest.report.InspectionReports;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.source.RecordReaders;
import uk.regionalratings.ingest.table.Headers;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.ingest.validation.CheckedRecord;
import uk.regionalratings.ingest.validation.CheckedRecords;
import uk.regionalratings.ingest.validation.InspectionValidator;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.tracing.Trace;
import uk.regionalratings.vocabulary.Authority;

/**
 * The entry point for inspections: reads a source record by record, in constant memory, validates each record and sends
 * it to {@code inspection-published} or {@code inspection-rejected}. Not thread-safe.
 */
public final class Ingest implements AutoCloseable {
    private static final long PROGRESS_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final RecordReaders readers;
    private final InspectionValidator validator;
    private final EventPublisher publisher;
    private final IngestReport report;
    private final LongSupplier nanoTime;
    private final SentEvents deliveries = new SentEvents();
    private final DeliveryWatch watch;

    Ingest(InspectionValidator validator, EventPublisher publisher, IngestReport report, LongSupplier nanoTime) {
        this(validator, SourceNames.bundled(validator.directory()), publisher, report, nanoTime);
    }

    private Ingest(
            InspectionValidator validator,
            SourceNames names,
            EventPublisher publisher,
            IngestReport report,
            LongSupplier nanoTime) {
        this.readers = new RecordReaders(new InspectionReports(names.authorities()), new Headers(names));
        this.validator = validator;
        this.publisher = publisher;
        this.report = report;
        this.nanoTime = nanoTime;
        this.watch = new DeliveryWatch(deliveries, report, nanoTime);
    }

    /**
     * An ingest that publishes to Kafka.
     *
     * @param directory the authorities that inspections can be about
     * @throws IngestException if broker or registry can't be reached, or topics or schemas are missing
     */
    public static Ingest open(Settings settings, AuthorityDirectory directory, Clock clock, IngestReport report) {
        return open(settings, SourceNames.bundled(directory), clock, report);
    }

    /**
     * An ingest that publishes to Kafka.
     *
     * @param names the names of authorities and of the columns of lists
     * @throws IngestException if broker or registry can't be reached, or topics or schemas are missing
     */
    public static Ingest open(Settings settings, SourceNames names, Clock clock, IngestReport report) {
        return to(KafkaConnection.open(settings, clock), names, clock, report);
    }

    /**
     * An ingest for a process that reads a source again after a failure. It fails as soon as Kafka has not confirmed an
     * event for a minute.
     *
     * @throws IngestException if broker or registry can't be reached, or topics or schemas are missing
     */
    static Ingest openBriefly(Settings settings, SourceNames names, Clock clock, IngestReport report) {
        return to(KafkaConnection.openBriefly(settings, clock), names, clock, report);
    }

    /**
     * An ingest that sends its events to {@code publisher} and closes it at the end.
     *
     * @param names the names of authorities and of the columns of lists
     */
    public static Ingest to(EventPublisher publisher, SourceNames names, Clock clock, IngestReport report) {
        InspectionValidator validator = new InspectionValidator(names, clock);
        Ingest ingest = new Ingest(validator, names, publisher, report, System::nanoTime);
        ingest.watch.start();
        return ingest;
    }

    /** An ingest that reads and validates without a connection. */
    public static Ingest dryRun(SourceNames names, Clock clock, IngestReport report) {
        InspectionValidator validator = new InspectionValidator(names, clock);
        return new Ingest(validator, names, new DryRunPublisher(), report, System::nanoTime);
    }

    /**
     * Reads one source to its end and returns when the broker has acknowledged all of it. May be repeated: the topology
     * recognises repeated records.
     *
     * @throws UnusableSourceException if the source can't be read as a whole; others may be
     * @throws IngestException if the broker does not accept the events
     */
    public IngestSummary run(IngestSource source) {
        return run(source, () -> false);
    }

    /**
     * Like {@link #run(IngestSource)}, but ends early if {@code stop} returns true; everything read so far is then
     * acknowledged.
     *
     * @throws IngestStoppedException if it was stopped before the end
     */
    IngestSummary run(IngestSource source, BooleanSupplier stop) {
        long start = nanoTime.getAsLong();
        long before = deliveries.acknowledged();
        Counts counts = new Counts(start);
        try (InputStream content = source.content().open()) {
            Trace.begin(
                    "ratings ingest",
                    none -> null,
                    () -> read(source, readers.recognise(source, content), counts, stop));
        } catch (UnusableSourceException e) {
            throw new UnusableSourceException(source.name() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            awaitDeliveries();
            throw new UnusableSourceException(unreadable(source, counts.read, e), e);
        }
        awaitDeliveries();
        long accepted = deliveries.acknowledged() - before;
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
        IngestSummary summary = new IngestSummary(source.name(), counts.read, accepted, counts.rejected, took);
        report.finished(summary);
        return summary;
    }

    private void read(IngestSource source, RecordReader reader, Counts counts, BooleanSupplier stop)
            throws IOException {
        CheckedRecords records = new CheckedRecords(source.name(), reader, validator);
        records.remarks().forEach(remark -> report.remark(source.name(), remark));
        String eventSource = source.eventSource();
        for (CheckedRecord next = records.next(); next != null; next = records.next()) {
            counts.read++;
            String understanding = reader.understanding();
            if (understanding != null) {
                report.understood(source.name(), understanding);
            }
            if (next instanceof CheckedRecord.Valid valid) {
                deliveries.inspection(publisher.publish(valid.inspection(), eventSource));
            } else if (next instanceof CheckedRecord.Invalid invalid) {
                counts.rejected++;
                reject(invalid.rejection());
            }
            reportProgress(source, counts);
            if (stop.getAsBoolean()) {
                awaitDeliveries();
                throw new IngestStoppedException(source.name() + ": stopped after " + counts.read + " records");
            }
        }
        records.lastRemarks().forEach(remark -> report.remark(source.name(), remark));
    }

    private void reject(Rejection rejection) {
        deliveries.other(publisher.reject(rejection));
        report.rejected(rejection.source(), rejection.line(), rejection.problems(), rejection.inOneLine());
    }

    private void awaitDeliveries() {
        publisher.flush();
        deliveries.throwFailure();
    }

    private void reportProgress(IngestSource source, Counts counts) {
        // Reading the clock takes time, too; a thousand records take some 10 ms.
        if (counts.read % 1_000 != 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - counts.reportedAt >= PROGRESS_EVERY_NANOS) {
            counts.reportedAt = now;
            report.progress(source.name(), counts.read, counts.rejected);
        }
    }

    /**
     * Checks that a file exists and can be read before anything is connected.
     *
     * @throws UnusableSourceException if it can't
     */
    static void requireReadable(IngestSource source) {
        try (InputStream content = source.content().open()) {
            // A folder can be opened but not read.
            var unused = content.read();
        } catch (IOException e) {
            throw new UnusableSourceException(unreadable(source, 0, e), e);
        }
    }

    private static String unreadable(IngestSource source, long read, IOException e) {
        String progress = read == 0 ? "" : " any further after " + read + " records";
        return source.name() + ": can't be read" + progress + " (" + reason(e) + ")";
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof UnreadableRestException) {
            return String.valueOf(e.getMessage());
        }
        return e instanceof AccessDeniedException ? "access is denied" : Causes.describe(e);
    }

    /**
     * Publishes reference data to {@code authority-registered}, with the time as its revision, and returns when the
     * broker has acknowledged all of it.
     *
     * @param origin the source of the authorities
     * @param revision greater than that of any earlier publication: the highest one counts
     * @throws IngestException if the broker does not accept the events
     */
    public void register(Collection<Authority> authorities, IngestSource origin, long revision) {
        for (Authority authority : authorities) {
            deliveries.other(publisher.register(authority, revision, origin.eventSource()));
        }
        awaitDeliveries();
    }

    /** Whether this ingest works without a connection. */
    public boolean isDryRun() {
        return publisher.isDryRun();
    }

    @Override
    public void close() {
        watch.close();
        publisher.close();
    }

    /** The counts of one run. */
    private static final class Counts {
        private long read;
        private long rejected;
        private long reportedAt;

        Counts(long start) {
            reportedAt = start;
        }
    }
}
