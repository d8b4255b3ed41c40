package uk.regionalratings.ingest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.SettledFiles.FileForm;
import uk.regionalratings.ingest.problem.Causes;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.ingest.problem.IngestStoppedException;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.service.StopSignal;
import uk.regionalratings.vocabulary.Problem;

/**
 * Ingests files dropped into a folder, one after the other, until it is stopped: publish, then report, then move. If
 * the process is killed, the current file remains where it was; it is read again, and its known inspections are
 * recognised.
 */
final class FolderIngest {
    /** A network folder does not announce files from other machines, so the folder is also checked at this interval. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** Long enough to spare a broker, short enough not to worry anybody. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final WatchedFolder folder;
    private final SettledFiles settled;
    private final Function<IngestReport, Ingest> opener;
    private final StopSignal stop;
    private final Clock clock;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Duration lookEvery;

    /** Files that could not be moved away; checked again when they change. */
    private final Map<Path, FileForm> stuck = new HashMap<>();

    private IngestReport current = IngestReport.SILENT;
    private @Nullable Ingest ingest;

    /** @param opener connects to Kafka; may fail and is then called again */
    FolderIngest(
            WatchedFolder folder,
            Duration settle,
            Function<IngestReport, Ingest> opener,
            StopSignal stop,
            Clock clock,
            PrintWriter out,
            PrintWriter err) {
        this.folder = folder;
        this.settled = new SettledFiles(folder.path(), settle, clock, System::nanoTime);
        this.opener = opener;
        this.stop = stop;
        this.clock = clock;
        this.out = out;
        this.err = err;
        this.lookEvery = settle.compareTo(LOOK_EVERY) < 0 ? settle.plusMillis(20) : LOOK_EVERY;
    }

    /** Returns after it has been stopped. */
    void run() throws InterruptedException {
        try (WatchService watch = folder.path().getFileSystem().newWatchService()) {
            folder.path().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (!stop.isGiven()) {
                takeAll();
                WatchKey key = watch.poll(lookEvery.toMillis(), TimeUnit.MILLISECONDS);
                if (key != null) {
                    // The next check will see the changes.
                    key.pollEvents();
                    key.reset();
                }
            }
        } catch (IOException e) {
            throw new IngestException(folder.path() + ": can't be watched (" + Causes.describe(e) + ")", e);
        } finally {
            disconnect();
        }
    }

    /** Processes the files that are complete now. */
    void takeAll() throws InterruptedException {
        for (Path file : look()) {
            take(file);
        }
    }

    private List<Path> look() {
        try {
            return settled.now();
        } catch (IOException e) {
            // A network folder may be unavailable for a moment.
            say(folder.path() + ": can't be read now (" + Causes.describe(e) + ")");
            return List.of();
        }
    }

    private void take(Path file) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (!stop.isGiven()) {
            try {
                FileForm form = FileForm.of(file);
                if (form != null && !form.equals(stuck.get(file))) {
                    read(file, form);
                }
                return;
            } catch (IngestStoppedException e) {
                say(e.getMessage());
                return;
            } catch (IngestException e) {
                disconnect();
                say(file.getFileName() + ": waits " + wait.toSeconds() + " s and is read again: " + e.getMessage());
                stop.await(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            } catch (IOException | RuntimeException e) {
                putAside(file, e);
                return;
            }
        }
    }

    /** Whatever is wrong with one file, the others are processed. */
    private void putAside(Path file, Exception e) {
        say(file.getFileName() + ": remains where it is until it changes (" + Causes.describe(e) + ")");
        try {
            FileForm form = FileForm.of(file);
            if (form != null) {
                stuck.put(file, form);
            }
        } catch (IOException unreadable) {
            say(file.getFileName() + ": can't be examined (" + Causes.describe(unreadable) + ")");
        }
    }

    private void read(Path file, FileForm form) throws IOException {
        Ingest connected = connected();
        String name = Quoted.clean(String.valueOf(file.getFileName()));
        try (FileReport report = new FileReport(folder, name)) {
            current = report;
            String outcome = WatchedFolder.FAILED;
            String result;
            try {
                IngestSource source = new IngestSource(name, () -> Files.newInputStream(file));
                IngestSummary summary = connected.run(source, stop::isGiven);
                outcome = summary.rejected() == 0 ? WatchedFolder.DONE : WatchedFolder.FAILED;
                result = summary.inOneLine(false);
            } catch (UnusableSourceException e) {
                result = String.valueOf(e.getMessage());
            }
            if (!form.equals(FileForm.of(file))) {
                say(name + ": changed while it was read, and is read again once it has settled");
                return;
            }
            Path finished = folder.finish(file, form, report.complete(clock.instant(), result), outcome);
            stuck.remove(file);
            out.println(result + " -> " + folder.path().relativize(finished));
            out.flush();
        } finally {
            current = IngestReport.SILENT;
        }
    }

    private Ingest connected() {
        Ingest open = ingest;
        if (open == null) {
            open = opener.apply(new Current());
            ingest = open;
        }
        return open;
    }

    private void disconnect() {
        Ingest open = ingest;
        ingest = null;
        if (open != null) {
            open.close();
        }
    }

    private void say(@Nullable String message) {
        err.println(message);
        err.flush();
    }

    /** Messages about the current file go into its report; only a delay is also shown on the console. */
    private final class Current implements IngestReport {
        @Override
        public void rejected(String source, long line, List<Problem> problems, String inOneLine) {
            current.rejected(source, line, problems, inOneLine);
        }

        @Override
        public void remark(String source, String remark) {
            current.remark(source, remark);
        }

        @Override
        public void understood(String source, String table) {
            current.understood(source, table);
        }

        @Override
        public void waiting(long events, Duration since) {
            say(ConsoleReport.waitingInOneLine(events, since));
        }

        @Override
        public void progress(String source, long read, long rejected) {
            say(source + ": " + read + " read so far, " + rejected + " rejected");
        }
    }
}
