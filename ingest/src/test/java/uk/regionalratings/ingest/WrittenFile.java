package uk.regionalratings.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import uk.regionalratings.ingest.report.PrintedReports;
import uk.regionalratings.ingest.source.SourceFormat;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;

/**
 * A file of inspections, written in one of the ways that the readers accept, with the expected outcome of every
 * record: written = accepted + rejected + remarked. A repeated record counts as accepted if the first is not
 * remembered.
 */
public final class WrittenFile {
    /** The columns of a table; the last is not read. */
    static final List<String> COLUMNS = List.of(
            "inspection_id",
            "authority_id",
            "framework",
            "started_on",
            "ended_on",
            "published_on",
            "help_and_protection",
            "in_care",
            "note");

    private static final List<String> LABELS = List.of(
            "Safeguarding",
            "Adoption services",
            "Children and families",
            "The experiences and progress of children in care who go missing");
    private static final List<String> WORDS =
            List.of("Met", "Inadequate", "Adequate", "Good", "Requires improvement to be good");

    final SourceFormat format;
    String kind = "table";
    String name = "file";
    String publishedOn = "2021-08-20";
    byte[] bytes = new byte[0];
    int written;
    final List<String> accepted = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();
    /** Names of the sheets that are not read, once for each of their records. */
    final List<String> remarked = new ArrayList<>();

    private final Random random;
    private final String idPrefix;

    private WrittenFile(SourceFormat format, String idPrefix, Random random) {
        this.format = format;
        this.idPrefix = idPrefix;
        this.random = random;
    }

    /** A table's data on one inspection; {@code flaw} names what is wrong with it. */
    record Row(String id, Grade help, String inCare, String flaw) {
        boolean isGood() {
            return flaw.isEmpty();
        }

        /** In the order of {@link #COLUMNS}. */
        List<String> cells(String note) {
            boolean bad = flaw.equals("grade");
            return List.of(
                    id,
                    "394",
                    "ILACS",
                    "2021-06-28",
                    "2021-07-09",
                    "2021-08-20",
                    bad ? "Fine" : help.label(),
                    inCare,
                    note);
        }

        String expected() {
            Map<String, String> grades = new TreeMap<>(Map.of("help_and_protection", help.name()));
            if (!inCare.isEmpty()) {
                grades.put("in_care", inCare);
            }
            return id + grades;
        }
    }

    /**
     * A file written in a random way.
     *
     * @param idPrefix the beginning of the identities of a table's inspections; a report's identity follows from the
     *     report
     */
    public static WrittenFile of(SourceFormat format, String idPrefix, long seed) {
        WrittenFile file = new WrittenFile(format, idPrefix, new Random(seed));
        file.bytes = switch (format) {
            case JSON -> WrittenLines.json(file);
            case NDJSON -> WrittenLines.ndjson(file, file.random);
            case CSV -> WrittenLines.csv(file, file.random);
            case WORKBOOK -> WrittenSheets.workbook(file, file.random);
            case PDF -> file.report();
        };
        return file;
    }

    /** Some rows, each recorded with its expected outcome. */
    List<Row> rows(int most, String prefix, List<String> flaws) {
        List<Row> rows = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            boolean repeated = random.nextInt(10) == 0 && rows.stream().anyMatch(Row::isGood);
            rows.add(repeated ? lastGood(rows) : row(idPrefix + prefix + i, flaws));
        }
        written += rows.size();
        return rows;
    }

    private static Row lastGood(List<Row> rows) {
        Row last = rows.get(0);
        for (Row row : rows) {
            last = row.isGood() ? row : last;
        }
        return last;
    }

    private Row row(String id, List<String> flaws) {
        Grade help = one(List.of(Grade.values()));
        String inCare = random.nextBoolean() ? "" : one(List.of(Grade.values())).name();
        return new Row(id, help, inCare, random.nextInt(4) == 0 ? one(flaws) : "");
    }

    /** Records the expected outcome of rows that are read. */
    void expect(List<Row> rows) {
        for (Row row : rows) {
            if (row.isGood()) {
                accepted.add(row.expected());
            } else {
                rejected.add(row.id());
            }
        }
    }

    /** A report, with its expected outcome. */
    private byte[] report() {
        String layout = one(PrintedReports.LAYOUTS);
        String place = one(List.of("top", "middle", "bottom", "none", "none", "none"));
        int missing = random.nextInt(3) == 0 ? random.nextInt(4) : -1;
        byte[] report = PrintedReports.withTable(layout, one(LABELS), one(WORDS), place, missing);
        kind = layout;
        name = PrintedReports.name(layout);
        publishedOn = PrintedReports.publishedOn(layout);
        written = 1;
        if (place.equals("none") && missing < 0) {
            Map<String, String> grades = new TreeMap<>();
            PrintedReports.truth(layout).forEach((judgement, grade) -> grades.put(judgement, grade.name()));
            accepted.add("394-" + publishedOn + grades);
        } else {
            rejected.add("");
        }
        return report;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The form in which {@link #accepted} shows an accepted inspection. */
    public static String shown(Inspection inspection) {
        Map<String, String> grades = new TreeMap<>();
        inspection
                .grades()
                .forEach((judgement, given) ->
                        grades.put(judgement.id(), given.grade().name()));
        return inspection.inspectionId() + grades;
    }

    /** Its layout if it is a report. */
    public String kind() {
        return kind;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** When the inspections were published. */
    public String publishedOn() {
        return publishedOn;
    }

    /** Its content. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The number of its records, including those of sheets that are not read. */
    public int written() {
        return written;
    }

    /** The good records; repeated ones as often as they occur. */
    public List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** The identities of the bad records. */
    public List<String> rejected() {
        return List.copyOf(rejected);
    }

    /** Whether at least one of its records is read. */
    public boolean isUsable() {
        return !accepted.isEmpty() || !rejected.isEmpty();
    }
}
