package uk.regionalratings.operations.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.regionalratings.ingest.IngestReport;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.ReferenceFileException;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.service.TrustedAuthorities;
import uk.regionalratings.vocabulary.Problem;

/** {@code ./ratings compare}: where a list differs from what is known. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads a list or workbook of inspections and says where it differs from what the running pipeline knows, or,"
                    + " without one, from the bundled history. Publishes nothing.",
            "A judgement that the list lacks is not a difference. Until 2023 reports judged children in care and care"
                    + " leavers jointly: a list's column for children in care is compared with that."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing differs",
            "1:something differs, a row can't be read, or it could not be compared",
            "2:wrong usage"
        })
public final class CompareCommand implements Callable<Integer> {
    private static final int SAME = 0;
    private static final int DIFFERENT = 1;
    private static final String USUAL_SERVER = "http://127.0.0.1:8080";
    private static final int MOST_SHOWN = 20;

    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--server",
            defaultValue = "${env:RATINGS_SERVER}",
            paramLabel = "URL",
            description = "The query API; also RATINGS_SERVER. Without it " + USUAL_SERVER
                    + ", or the bundled history if no server answers there.")
    private @Nullable String server;

    @Option(names = "--bundled", description = "Compare with the bundled history, even if a server is running.")
    private boolean bundled;

    @Option(
            names = "--ca",
            defaultValue = "${env:RATINGS_SERVER_CA}",
            paramLabel = "FILE",
            description = "PEM file of the certificate authority that vouches for an https server; also"
                    + " RATINGS_SERVER_CA.")
    private @Nullable Path authority;

    @Option(
            names = "--columns",
            paramLabel = "FILE",
            description = "More names that lists give to columns, as for ./ratings ingest.")
    private @Nullable Path columns;

    @Option(names = "--names", paramLabel = "FILE", description = "More names of authorities, as for ./ratings ingest.")
    private @Nullable Path names;

    @ArgGroup
    private Form form = new Form();

    @Parameters(paramLabel = "FILE", description = "A list in any format that ./ratings ingest reads.")
    private Path file = Path.of("");

    private static final class Form {
        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Option(names = "--csv", description = "Print CSV.")
        private boolean csv;
    }

    public CompareCommand() {
        this(Clock.systemUTC());
    }

    CompareCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (bundled && server != null) {
            throw new ParameterException(spec.commandLine(), "--bundled and --server exclude each other");
        }
        try {
            AuthorityDirectory directory = new AuthorityDirectory(ReferenceFiles.bundledAuthorities());
            ListedInspections listed = ListedInspections.read(
                    IngestSource.file(file), SourceNames.withFiles(directory, columns, names), clock, new Remarks(err));
            KnownHistory known = known(directory, err);
            ComparisonReport report = compare(listed, known);
            out.print(form.json ? report.json() : form.csv ? report.csv() : report.table());
            out.flush();
            return report.isSame() ? SAME : DIFFERENT;
        } catch (IngestException | ReferenceFileException e) {
            err.println(e.getMessage());
            return DIFFERENT;
        } catch (KnownHistory.NotReadyException e) {
            err.println(asked() + " is not ready (" + e.getMessage()
                    + "): try again later, or compare with the bundled history (--bundled)");
            return DIFFERENT;
        } catch (IOException | IllegalArgumentException e) {
            err.println("the known data can't be fetched from " + asked() + " (" + e
                    + "): start it, name another with --server, or compare with the bundled history (--bundled)");
            return DIFFERENT;
        }
    }

    private String asked() {
        return server == null ? USUAL_SERVER : server;
    }

    private ComparisonReport compare(ListedInspections listed, KnownHistory known) {
        InspectionDifferences differences = new InspectionDifferences(known.names());
        List<Difference> found = differences.compare(listed.inspections(), known.inspections());
        return new ComparisonReport(known.source(), differences.same(), found, listed.unreadable());
    }

    private KnownHistory known(AuthorityDirectory directory, PrintWriter err) throws IOException {
        if (bundled) {
            return KnownHistory.bundled(directory, clock);
        }
        if (server != null) {
            return KnownHistory.of(server, tls(), err::println);
        }
        try {
            return KnownHistory.of(USUAL_SERVER, tls(), err::println);
        } catch (KnownHistory.NotReadyException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            err.println("no query API answers at " + USUAL_SERVER + ": compared with the bundled history");
            return KnownHistory.bundled(directory, clock);
        }
    }

    private @Nullable SSLContext tls() {
        Path pem = authority;
        if (pem == null) {
            return null;
        }
        try {
            return TrustedAuthorities.of(pem);
        } catch (IOException | GeneralSecurityException e) {
            throw new ParameterException(
                    spec.commandLine(), "--ca: " + pem + " can't be used as a PEM file of certificates (" + e + ")", e);
        }
    }

    /** Remarks about the list go to the error output, so that the comparison can be redirected to a file. */
    private static final class Remarks implements IngestReport {
        private final PrintWriter err;
        private int shown;

        Remarks(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void rejected(String source, long line, List<Problem> problems, String inOneLine) {
            if (++shown <= MOST_SHOWN) {
                err.println(inOneLine);
            } else if (shown == MOST_SHOWN + 1) {
                err.println("and more that can't be read: --json lists all");
            }
        }

        @Override
        public void remark(String source, String remark) {
            err.println(source + ": " + remark);
        }
    }
}
