package uk.regionalratings.ingest;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.regionalratings.ingest.problem.Causes;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.reference.ReferenceFileException;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.service.StopSignal;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Authority;

/** {@code ./ratings ingest}: publishes the inspections of files, and reference data. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Publishes the inspections of files. Each file is CSV with a header line, NDJSON, a workbook (.xlsx, .ods),"
                        + " or Ofsted's report of one inspection as PDF, whatever its name. Records that can't be used, and reports that can't be"
                        + " read with certainty, are reported and sent to the topic inspection-rejected.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:everything was accepted",
            "1:something was rejected or failed",
            "2:wrong usage or invalid settings"
        })
public final class IngestCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int LONGEST_SETTLE = 3_600;

    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--dry-run",
            description = "Read and validate only, and show how reports were read; contact neither Kafka nor the schema"
                    + " registry.")
    private boolean dryRun;

    @Option(
            names = "--published",
            paramLabel = "YYYY-MM-DD",
            description =
                    "When the report was published, for one PDF that does not print it and whose name does not end"
                            + " with it as in \"20 august 2021.pdf\".")
    private @Nullable LocalDate published;

    @Option(names = "--reference", description = "Publish the authorities as well, before any file.")
    private boolean reference;

    @Option(
            names = "--bundled",
            description = "Publish the bundled authorities and the bundled real history, before any file: what the demo"
                    + " shows, on a cluster of yours.")
    private boolean bundled;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings, as a Java properties file.")
    private @Nullable Path config;

    @Option(names = "--authorities", paramLabel = "FILE", description = "Authorities instead of the bundled ones.")
    private @Nullable Path authorities;

    @Option(
            names = "--areas",
            paramLabel = "FILE",
            description = "Areas with the regions that the authorities file names; requires --authorities.")
    private @Nullable Path areas;

    @Option(
            names = "--frameworks",
            paramLabel = "FILE",
            description = "Frameworks in addition to the bundled ones, or in their place, as CSV like frameworks.csv.")
    private @Nullable Path frameworks;

    @Option(
            names = "--columns",
            paramLabel = "FILE",
            description =
                    "More names that lists give to columns, as CSV with the columns column and alias; they come before"
                            + " the bundled ones.")
    private @Nullable Path columns;

    @Option(
            names = "--names",
            paramLabel = "FILE",
            description =
                    "More names that lists and reports give to authorities, as CSV with the columns authority (a code or slug)"
                            + " and name; they come before the bundled ones.")
    private @Nullable Path names;

    @Option(
            names = "--watch",
            paramLabel = "DIR",
            description = "Ingest every file that is put into the folder, until stopped, and move it to DIR/done, or to"
                    + " DIR/failed when something in it was rejected, with a report beside it. Dotfiles, *.part and *.tmp are"
                    + " left alone.")
    private @Nullable Path watch;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "With --watch: how long a file must not have changed before it is read (${DEFAULT-VALUE}).")
    private double settle = 2;

    @Parameters(paramLabel = "FILE", description = "Files of inspections; - for the standard input.", arity = "0..*")
    private List<Path> files = List.of();

    public IngestCommand() {
        this(System.getenv(), Clock.systemUTC());
    }

    IngestCommand(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        checkUsage();
        ConsoleReport report = new ConsoleReport(
                spec.commandLine().getOut(), spec.commandLine().getErr(), dryRun);
        try {
            Settings settings = Settings.load(Settings.common(), Set.of(), config, environment, Map.of());
            List<Authority> known = readAuthorities();
            AuthorityDirectory directory = directory(known);
            SourceNames bundledScales = SourceNames.withFiles(directory, columns, names);
            SourceNames sourceNames =
                    frameworks == null ? bundledScales : bundledScales.with(Frameworks.of(frameworks));
            if (watch != null) {
                return watch(watch, spec, listener -> open(settings, sourceNames, known, listener));
            }
            List<Path> readable = dryRun ? files : readable(report);
            if (readable.isEmpty() && !reference && !bundled) {
                return FAILED;
            }
            try (Ingest ingest = dryRun
                    ? Ingest.dryRun(sourceNames, clock, report)
                    : Ingest.open(settings, sourceNames, clock, report)) {
                return run(ingest, known, readable, report);
            }
        } catch (InvalidSettingsException e) {
            report.failed(e);
            return WRONG_USAGE;
        } catch (IngestException | ReferenceFileException e) {
            report.failed(e);
            return FAILED;
        }
    }

    private int watch(Path dir, CommandSpec spec, Function<IngestReport, Ingest> opener) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (StopSignal stop = StopSignal.install();
                WatchedFolder folder = WatchedFolder.open(dir)) {
            Duration settled = Duration.ofMillis(Math.round(settle * 1_000));
            out.println("watching " + dir);
            out.flush();
            new FolderIngest(folder, settled, opener, stop, clock, out, err).run();
            return DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** A connection for the feed, which opens a new one after a failure. */
    private Ingest open(Settings settings, SourceNames sourceNames, List<Authority> known, IngestReport listener) {
        Ingest ingest = Ingest.openBriefly(settings, sourceNames, clock, listener);
        if (reference) {
            try {
                ingest.register(known, originOfAuthorities(), clock.millis());
                reference = false;
            } catch (IngestException e) {
                ingest.close();
                throw e;
            }
        }
        return ingest;
    }

    private IngestSource originOfAuthorities() {
        return IngestSource.file(authorities == null ? Path.of("authorities.csv") : authorities);
    }

    private void checkUsage() {
        if (files.isEmpty() && !reference && !bundled && watch == null) {
            throw new ParameterException(
                    spec.commandLine(), "nothing to do: name files, or give --reference, --bundled or --watch");
        }
        if (watch != null && (!files.isEmpty() || dryRun || published != null || bundled)) {
            throw new ParameterException(
                    spec.commandLine(), "--watch takes no files, and none of --dry-run, --published and --bundled");
        }
        if (bundled && authorities != null) {
            throw new ParameterException(
                    spec.commandLine(), "--bundled brings its own authorities: leave out --authorities");
        }
        if (!(settle >= 0 && settle <= LONGEST_SETTLE)) {
            throw new ParameterException(
                    spec.commandLine(), "--settle must be from 0 to " + LONGEST_SETTLE + " seconds");
        }
        if (areas != null && authorities == null) {
            throw new ParameterException(spec.commandLine(), "--areas requires --authorities");
        }
        if (published != null && files.size() != 1) {
            throw new ParameterException(spec.commandLine(), "--published is about one report: name one file");
        }
    }

    private List<Authority> readAuthorities() {
        Path file = authorities;
        if (file == null) {
            return ReferenceFiles.bundledAuthorities();
        }
        Areas known = areas == null ? ReferenceFiles.bundledAreas() : ReferenceFiles.areas(areas);
        return ReferenceFiles.authorities(file, known);
    }

    private static AuthorityDirectory directory(List<Authority> known) {
        try {
            return new AuthorityDirectory(known);
        } catch (IllegalArgumentException e) {
            throw new IngestException("the authorities can't be told apart: " + Causes.describe(e), e);
        }
    }

    /** The readable files; reports the others. Done first, because connecting to Kafka may take long. */
    private List<Path> readable(ConsoleReport report) {
        List<Path> readable = new ArrayList<>();
        for (Path file : files) {
            try {
                if (IngestSource.canBeReadTwice(file)) {
                    Ingest.requireReadable(IngestSource.file(file));
                }
                readable.add(file);
            } catch (UnusableSourceException e) {
                report.failed(e);
            }
        }
        return readable;
    }

    private int run(Ingest ingest, List<Authority> known, List<Path> readable, ConsoleReport report) {
        if (reference || bundled) {
            IngestSource origin = originOfAuthorities();
            ingest.register(known, origin, clock.millis());
            report.registered(origin.name(), known.size());
        }
        IngestSummary total = IngestSummary.none("total");
        if (bundled) {
            total = total.plus(ingest.run(IngestSource.sampleHistory()));
        }
        int unusable = files.size() - readable.size();
        for (Path file : readable) {
            try {
                total = total.plus(ingest.run(IngestSource.file(file).publishedOn(published)));
            } catch (UnusableSourceException e) {
                report.failed(e);
                unusable++;
            }
        }
        if (files.size() + (bundled ? 1 : 0) > 1) {
            report.total(total, unusable);
        }
        return unusable > 0 || total.rejected() > 0 ? FAILED : DONE;
    }
}
