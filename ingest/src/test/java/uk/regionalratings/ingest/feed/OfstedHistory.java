package uk.regionalratings.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.feed.listing.ReportNames;
import uk.regionalratings.ingest.report.PrintedReports;
import uk.regionalratings.ingest.source.DeclaredSources;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.source.SourceFormat;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.ingest.validation.CheckedRecord;
import uk.regionalratings.ingest.validation.CheckedRecords;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Fills a stub with all of England: every existing authority, every one of its inspections in the bundled history,
 * and everything else found on such pages. The reports are Ofsted's own if they are available beside the project, and
 * invented otherwise.
 */
public final class OfstedHistory {
    public static final String GRADED = "Children's services inspection";

    /** Documents that are answered by status 200 and a page "Report not found". */
    public static final int NOT_FOUND = 4;

    private static final LocalDate TODAY = LocalDate.of(2026, 9, 1);
    private static final Pattern NUMBER = Pattern.compile(".*/file/([0-9]+)");
    private static final Path REAL =
            Path.of("..", "..", "shared", "reports").toAbsolutePath().normalize();
    private static final Pattern DATE_OF_NAME = Pattern.compile(".* - ([0-9]{1,2} [a-z]+ [0-9]{4})\\.pdf");

    private static final AuthorityDirectory DIRECTORY = new AuthorityDirectory(ReferenceFiles.bundledAuthorities());

    private OfstedHistory() {}

    /** The inspections on the filled site, by identity. */
    public static Map<String, Inspection> inspections() {
        Map<String, Inspection> inspections = new LinkedHashMap<>();
        try {
            CheckedRecords records = new DeclaredSources(SourceNames.bundled(DIRECTORY), Clock.systemUTC())
                    .open(SourceFormat.CSV, IngestSource.sampleHistory());
            for (CheckedRecord next = records.next(); next != null; next = records.next()) {
                Inspection inspection = ((CheckedRecord.Valid) next).inspection();
                if (authority(inspection).existsOn(TODAY)) {
                    inspections.put(inspection.inspectionId(), inspection);
                }
            }
            return inspections;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The authority of an inspection. */
    public static Authority authority(Inspection inspection) {
        return DIRECTORY.find(inspection.authorityId()).orElseThrow();
    }

    /** Ofsted's number for it. */
    public static String urn(Inspection inspection) {
        return String.valueOf(authority(inspection).ofstedUrn());
    }

    /** The number of its report's file. */
    public static String number(Inspection inspection) {
        Matcher number = NUMBER.matcher(String.valueOf(inspection.reportUrl()));
        if (!number.matches()) {
            throw new AssertionError("no number in " + inspection);
        }
        return number.group(1);
    }

    /** A site with only the first of the authorities and their inspections, for tests that read it often. */
    public static Map<String, Inspection> fillSmall(OfstedStub stub, int authorities) {
        List<Authority> first = DIRECTORY.authorities().stream()
                .filter(authority -> authority.existsOn(TODAY))
                .limit(authorities)
                .toList();
        first.forEach(authority -> {
            stub.provider(String.valueOf(authority.ofstedUrn()), authority.name());
            addOtherKinds(stub, authority);
        });
        Map<String, Inspection> inspections = inspections();
        inspections.values().removeIf(inspection -> !first.contains(authority(inspection)));
        inspections.values().forEach(inspection -> add(stub, inspection, null));
        addNotFound(stub);
        return inspections;
    }

    /** Fills a stub. */
    public static void fill(OfstedStub stub) {
        Map<String, Path> real = real();
        addProviders(stub);
        inspections().values().forEach(inspection -> add(stub, inspection, real.get(inspection.inspectionId())));
        addNotFound(stub);
    }

    /** Fills a stub with all of England's authorities, but with invented reports of those in one region only; returns their inspections. */
    public static Map<String, Inspection> fill(OfstedStub stub, String region) {
        addProviders(stub);
        Map<String, Inspection> inspections = inspections();
        inspections
                .values()
                .removeIf(inspection -> !authority(inspection).region().equals(region));
        inspections.values().forEach(inspection -> add(stub, inspection, null));
        addNotFound(stub);
        return inspections;
    }

    private static void addProviders(OfstedStub stub) {
        for (Authority authority : DIRECTORY.authorities()) {
            if (authority.existsOn(TODAY)) {
                stub.provider(String.valueOf(authority.ofstedUrn()), authority.name());
                addOtherKinds(stub, authority);
            }
        }
    }

    /** Adds the report of an inspection to the site: an invented one, or this file. */
    public static void add(OfstedStub stub, Inspection inspection, @Nullable Path file) {
        Supplier<byte[]> bytes = once(() -> file == null
                ? PrintedReports.of(inspection, authority(inspection).name())
                : read(file));
        LocalDate listed = file == null ? inspection.publishedOn() : listedOn(file);
        stub.document(number(inspection), urn(inspection), GRADED, listed, bytes);
    }

    private static void addOtherKinds(OfstedStub stub, Authority authority) {
        List<String> kinds = List.of(
                "Children's services focused visit",
                "Joint area child protection inspection",
                "Area SEND full inspection",
                "Monitoring visit");
        for (int i = 0; i < kinds.size(); i++) {
            stub.document(
                    "9" + i + authority.authorityId(),
                    String.valueOf(authority.ofstedUrn()),
                    kinds.get(i),
                    LocalDate.of(2024, 1 + i, 9),
                    () -> {
                        throw new AssertionError("nobody needs this one");
                    });
        }
    }

    /** Behaves like old links: listed as an old report, with a page instead of a PDF. */
    private static void addNotFound(OfstedStub stub) {
        byte[] page = "<!DOCTYPE html><html><head><title>Report not found</title></head><body>Sorry</body></html>"
                .getBytes(UTF_8);
        List<String> authorities = List.of("201", "202", "203", "204");
        for (int i = 0; i < NOT_FOUND; i++) {
            String urn = String.valueOf(
                    DIRECTORY.find(authorities.get(i)).orElseThrow().ofstedUrn());
            stub.document("80000" + i, urn, GRADED, LocalDate.of(2014, 2, 1 + i), () -> page);
        }
    }

    /** Files of real reports by their inspection; empty if there are no files. */
    private static Map<String, Path> real() {
        Map<String, Path> files = new HashMap<>();
        Path expected = REAL.resolve("EXPECTED.csv");
        if (Files.isRegularFile(expected)) {
            try {
                for (String line : Files.readAllLines(expected)
                        .subList(1, Files.readAllLines(expected).size())) {
                    int comma = line.lastIndexOf(',');
                    String file = line.substring(0, comma).replace("\"", "");
                    files.put(line.substring(comma + 1), REAL.resolve(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static LocalDate listedOn(Path file) {
        Matcher name = DATE_OF_NAME.matcher(file.getFileName().toString());
        LocalDate day = name.matches() ? ReportNames.day(name.group(1)) : null;
        if (day == null) {
            throw new AssertionError("no date in " + file);
        }
        return day;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Made on first use and kept. */
    static Supplier<byte[]> once(Supplier<byte[]> maker) {
        return new Supplier<>() {
            private byte @Nullable [] made;

            @Override
            public synchronized byte[] get() {
                byte[] bytes = made;
                if (bytes == null) {
                    bytes = maker.get();
                    made = bytes;
                }
                return bytes;
            }
        };
    }
}
