package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.record.SourceRecord;
import uk.regionalratings.ingest.sheet.Cell;
import uk.regionalratings.ingest.sheet.SheetRow;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.table.Header;
import uk.regionalratings.ingest.table.Headers;
import uk.regionalratings.ingest.table.ListSheet;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.ingest.table.TableRecords;
import uk.regionalratings.ingest.table.TableRow;
import uk.regionalratings.ingest.validation.InspectionValidator;
import uk.regionalratings.ingest.validation.Validation;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Inputs of each kind, built from valid, nearly valid and invalid parts. None causes an unexpected exception, nothing
 * is accepted to which {@link AcceptedInspection} objects, and the good record next to it survives. {@code -Dseed=N}
 * repeats a run, {@code -Dinputs=N} sets the number of inputs.
 */
@Tag("sized")
class IngestFuzzTest {
    private static final int INPUTS = Integer.getInteger("inputs", 3_000);
    private static final int WORKBOOKS = Integer.getInteger("workbooks", 200);

    /**
     * Guards against an endless input rather than a slow one: 100,000 inputs of one kind take a few minutes on a busy
     * machine.
     */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final String CSV_HEADER =
            "inspection_id,authority_id,framework,started_on,ended_on,published_on,overall_effectiveness,in_care,"
                    + "care_leavers,revision,withdrawn,report_url\n";
    private static final String CSV_GOOD = "good,394,ILACS,2021-06-28,2021-07-09,2021-08-20,GOOD,,,,,\n";
    private static final String LIST_HEADER =
            "Inspection ID,LA code,Event type,Start date,End date,Date published,Overall grade,Children in care,"
                    + "Care leavers,Revision,Withdrawn,Web link\n";
    private static final String LIST_GOOD = "good,394.0,ILACS,28/06/21,9 July 2021,2021-08-20,Good*,,,,,\n";
    private static final List<String> SEPARATORS = List.of(",", ";", "\t");
    private static final String JSON_GOOD =
            """
            {"inspectionId":"good","authorityId":"394","framework":"ILACS","startedOn":"2021-06-28",\
            "endedOn":"2021-07-09","publishedOn":"2021-08-20","grades":{"overall_effectiveness":"GOOD"}}
            """;
    private static final List<String> PROPERTIES = List.of(
            "inspectionId",
            "authorityId",
            "framework",
            "startedOn",
            "endedOn",
            "publishedOn",
            "overall_effectiveness",
            "in_care",
            "care_leavers",
            "revision",
            "withdrawn",
            "reportUrl");

    private final long seed = Long.getLong("seed", 20210820L);
    private final Random random = new Random(seed);
    private final FieldTexts texts = new FieldTexts(random);
    private final Set<String> authorityIds = Set.copyOf(ReferenceFiles.bundledAuthorities().stream()
            .map(Authority::authorityId)
            .toList());
    private final AuthorityDirectory directory = new AuthorityDirectory(ReferenceFiles.bundledAuthorities());
    private final InspectionValidator validator =
            new InspectionValidator(SourceNames.bundled(directory), Reading.CLOCK);
    private final RecordingPublisher sent = new RecordingPublisher();
    private final Ingest ingest = new Ingest(validator, sent, IngestReport.SILENT, System::nanoTime);
    private long accepted;

    @Test
    void csv() {
        run("CSV", INPUTS, () -> {
            String row = String.join(",", row().stream().map(this::csvField).toList());
            String damaged = random.nextInt(4) == 0 ? texts.damaged(row) : row;
            return CSV_HEADER + CSV_GOOD + damaged + "\n" + CSV_GOOD;
        });
    }

    /** With the sector's column names, with any separator, in UTF-8 and UTF-16. */
    @Test
    void lists() {
        run("lists", INPUTS, () -> {
            String separator = SEPARATORS.get(random.nextInt(SEPARATORS.size()));
            String row = String.join(
                    separator,
                    row().stream()
                            .map(text ->
                                    text.contains(separator) ? '"' + text.replace("\"", "\"\"") + '"' : csvField(text))
                            .toList());
            String damaged = random.nextInt(4) == 0 ? texts.damaged(row) : row;
            String good = LIST_GOOD.replace(",", separator);
            return LIST_HEADER.replace(",", separator) + good + damaged + "\n" + good;
        });
    }

    @Test
    void json() {
        run("JSON", INPUTS, () -> {
            String object = object(row());
            String damaged = random.nextInt(4) == 0 ? texts.damaged(object) : object;
            return JSON_GOOD + damaged + "\n" + JSON_GOOD;
        });
    }

    /** At the level of rows: any content of cells, below a native header and below a list's. */
    @Test
    void cells() throws IOException {
        Headers headers = new Headers(SourceNames.bundled(directory));
        Header ours = headers.read(List.of(CSV_HEADER.strip().split(",")));
        Header list = headers.read(List.of(
                "Reference",
                "Local authority",
                "Event type",
                "Start date",
                "End date",
                "Date published",
                "Overall grade",
                "Children in care",
                "Care leavers",
                "Revision",
                "Withdrawn",
                "Web link",
                "LA code"));
        long start = System.nanoTime();
        for (int input = 0; input < INPUTS; input++) {
            List<Cell> cells = new ArrayList<>(row().stream().map(this::cell).toList());
            cells.add(cell(random.nextInt(3) == 0 ? texts.any(1) : ""));
            SheetRow row = new SheetRow(input + 1, cells.subList(0, random.nextInt(10) == 0 ? 5 : cells.size()), null);
            TableRow tableRow = ListSheet.tableRow(row);
            SourceRecord read = new TableRecords(
                            input % 2 == 0 ? ours : list, rows(tableRow), line -> "Sheet!" + line, true)
                    .next();
            if (read == null) {
                // Blank, or not about an inspection by its first word.
                continue;
            }
            Validation validation = validator.validate((SourceRecord.Legible) read);
            if (validation instanceof Validation.Valid valid) {
                requireValid(valid.inspection(), cells.toString());
            } else {
                assertThat(((Validation.Invalid) validation).problems()).isNotEmpty();
            }
        }
        report("rows of cells", INPUTS, start);
    }

    private static TableRecords.Rows rows(TableRow row) {
        Iterator<TableRow> one = List.of(row).iterator();
        return () -> one.hasNext() ? one.next() : null;
    }

    /** Real files with flipped, missing, doubled and foreign bytes, inside and outside their compression. */
    @Test
    void workbooks() {
        byte[] packed = SampleWorkbook.of(List.of(SampleWorkbook.HEADER, SampleWorkbook.SUNDERLAND));
        long start = System.nanoTime();
        for (int input = 0; input < WORKBOOKS; input++) {
            requireOrderly(random.nextBoolean() ? damaged(packed) : damagedInside());
        }
        report("workbooks", WORKBOOKS, start);
    }

    private void run(String kind, int inputs, Supplier<String> input) {
        long start = System.nanoTime();
        for (int i = 0; i < inputs; i++) {
            String text = input.get();
            boolean utf16 = kind.equals("lists") && random.nextInt(4) == 0;
            requireOrderly(
                    utf16
                            ? ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)
                            : text.getBytes(StandardCharsets.UTF_8));
            long good = sent.published.stream()
                    .filter(inspection -> inspection.inspectionId().equals("good"))
                    .count();
            // An unclosed quotation mark or object may consume the end of the last line, but never the first line.
            assertThat(good).as("good records beside: %s (seed %d)", text, seed).isGreaterThanOrEqualTo(2);
        }
        report(kind, inputs, start);
    }

    private void requireOrderly(byte[] bytes) {
        sent.published.clear();
        sent.rejected.clear();
        try {
            IngestSummary summary = ingest.run(new IngestSource("file", () -> new ByteArrayInputStream(bytes)));
            assertThat(summary.read()).isEqualTo(sent.published.size() + sent.rejected.size());
        } catch (UnusableSourceException e) {
            assertThat(e).hasMessageStartingWith("file: ");
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ", input: " + Arrays.toString(bytes), e);
        }
        sent.published.forEach(inspection -> requireValid(inspection, "seed " + seed));
    }

    private void requireValid(Inspection inspection, String input) {
        List<String> objections = AcceptedInspection.objections(inspection, authorityIds, LocalDate.of(2026, 10, 1));
        assertThat(objections).as("%s from %s", inspection, input).isEmpty();
        accepted++;
    }

    private List<String> row() {
        List<String> row = new ArrayList<>();
        for (int field = 0; field < PROPERTIES.size(); field++) {
            row.add(random.nextInt(12) == 0 ? texts.any(field) : texts.right(field));
        }
        return row;
    }

    private String csvField(String text) {
        boolean quoted = text.contains(",") || text.contains("\"") || text.contains("\n") || random.nextInt(20) == 0;
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private String object(List<String> row) {
        StringBuilder json = new StringBuilder("{");
        for (int field : new int[] {0, 1, 2, 3, 4, 5, 9, 10, 11}) {
            if (!row.get(field).isEmpty()) {
                json.append(json.length() > 1 ? "," : "").append(property(field, row.get(field)));
            }
        }
        json.append(",\"grades\":{");
        for (int field = 6; field <= 8; field++) {
            json.append(field > 6 ? "," : "").append(property(field, row.get(field)));
        }
        return json.append("}}").toString();
    }

    private String property(int field, String text) {
        boolean bare = (field == 9 || field == 10) && !text.isBlank() && random.nextInt(10) > 0;
        String value = bare ? text : FieldTexts.jsonString(text);
        return FieldTexts.jsonString(PROPERTIES.get(field)) + ":" + (text.isEmpty() ? "null" : value);
    }

    private Cell cell(String text) {
        return random.nextInt(60) == 0 ? new Cell("", "holds the error #N/A") : Cell.of(text);
    }

    private byte[] damaged(byte[] whole) {
        byte[] bytes = whole.clone();
        for (int damage = random.nextInt(6); damage >= 0; damage--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(4) > 0) {
            return bytes;
        }
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        int cut = random.nextInt(bytes.length);
        parts.write(bytes, 0, cut);
        int resume = random.nextInt(bytes.length);
        parts.write(bytes, resume, bytes.length - resume);
        return parts.toByteArray();
    }

    /** The archive is intact, but its content is damaged. */
    private byte[] damagedInside() {
        Map<String, String> parts = SampleWorkbook.parts(SampleWorkbook.between(SampleWorkbook.text("between")));
        List<String> names = List.copyOf(parts.keySet());
        for (int damage = random.nextInt(4); damage >= 0; damage--) {
            parts.computeIfPresent(names.get(random.nextInt(names.size())), (name, xml) -> texts.damaged(xml));
        }
        return SampleWorkbook.zip(parts);
    }

    private void report(String kind, int inputs, long start) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(
                "IngestFuzzTest: %d %s in %d ms, %d inspections accepted, seed %d%n",
                inputs, kind, took.toMillis(), accepted, seed);
        assertThat(accepted).as("the fuzz reaches what is right, too").isGreaterThan(inputs / 20L);
        assertThat(took).isLessThan(LONGEST);
    }
}
