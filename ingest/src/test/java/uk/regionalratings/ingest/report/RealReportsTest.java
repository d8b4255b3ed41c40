package uk.regionalratings.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

class RealReportsTest {
    /** How many of the reports are damaged, and how often each. */
    private static final int REPORTS = Integer.getInteger("reports", 4);

    private static final int DAMAGES = Integer.getInteger("damages", 20);

    /** 1 reads every report, 3 every third. */
    private static final int REPORTS_APART = Integer.getInteger("reportsApart", 3);

    private final InspectionReports reports = new InspectionReports(RealReports.NAMES);

    @BeforeEach
    void thereAreReports() {
        RealReports.assumeThere();
    }

    /** Every third report, and all of them in the thorough tests. */
    @Test
    @Tag("sized")
    void readsEveryReportAsTheBundledHistoryHasIt() throws IOException {
        // Given
        Map<Path, String> expected = inTurn(RealReports.expected());
        Map<String, Map<String, String>> history = RealReports.history();
        List<String> differences = new ArrayList<>();
        List<String> tables = new ArrayList<>();

        // When
        long start = System.nanoTime();
        for (Map.Entry<Path, String> entry : expected.entrySet()) {
            ReportReading reading = read(entry.getKey());
            Map<String, String> row = history.get(entry.getValue());
            if (reading instanceof ReportReading.Understood understood) {
                Map<String, String> fields = withGrades(understood.fields());
                if (!fields.equals(row)) {
                    differences.add(
                            RealReports.shortName(entry.getKey()) + "\n  report  " + fields + "\n  history " + row);
                }
                tables.add(understood.table());
            } else {
                differences.add(RealReports.shortName(entry.getKey()) + "\n  " + reading);
            }
        }
        long each = (System.nanoTime() - start) / 1_000_000 / expected.size();

        // Then
        System.out.println(expected.size() + " real reports read, " + each + " ms each");
        if (Boolean.getBoolean("reports.print")) {
            tables.forEach(System.out::println);
        }
        assertThat(differences).isEmpty();
    }

    private static Map<Path, String> inTurn(Map<Path, String> all) {
        Map<Path, String> some = new LinkedHashMap<>();
        int number = 0;
        for (Map.Entry<Path, String> entry : all.entrySet()) {
            if (number % REPORTS_APART == 0) {
                some.put(entry.getKey(), entry.getValue());
            }
            number++;
        }
        return some;
    }

    private ReportReading read(Path file) throws IOException {
        return reports.read(Files.readAllBytes(file), file.toString(), null);
    }

    /** The report's words as grades, converted independently of the code under test. */
    private static Map<String, String> withGrades(Map<String, String> fields) {
        Map<String, String> converted = new HashMap<>(fields);
        for (String judgement : Judgement.ids()) {
            converted.computeIfPresent(judgement, (id, words) -> gradeOf(words).name());
        }
        return converted;
    }

    private static Grade gradeOf(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("improvement")) {
            return Grade.REQUIRES_IMPROVEMENT;
        }
        return Grade.valueOf(lower.toUpperCase(Locale.ROOT));
    }

    @Test
    void rejectsTheTwoFilesThatAreNoInspectionsForWhatTheyAre() throws IOException {
        // Given
        List<Path> odd = new ArrayList<>(RealReports.all());
        odd.removeAll(RealReports.expected().keySet());

        // When
        Map<String, Boolean> isPdf = new HashMap<>();
        List<String> reasons = new ArrayList<>();
        for (Path file : odd) {
            byte[] bytes = Files.readAllBytes(file);
            isPdf.put(RealReports.shortName(file), InspectionReports.isPdf(bytes));
            if (InspectionReports.isPdf(bytes)) {
                ReportReading.Refused refused = (ReportReading.Refused) read(file);
                reasons.add(refused.problem().reason() + " " + refused.problem().message());
            }
        }

        // Then: the other one is a web page, which is refused earlier
        assertThat(isPdf.values()).containsExactlyInAnyOrder(true, false);
        assertThat(reasons)
                .singleElement()
                .asString()
                .startsWith("NOT_A_FULL_INSPECTION is the review of a safeguarding children board");
    }

    /** The texts of the real reports with one line or word lost, doubled, moved or broken. */
    @Test
    @Tag("sized")
    void neverReadsAWrongGradeFromADamagedRealText() throws IOException {
        int inputs = 0;
        int understood = 0;
        List<Path> all = List.copyOf(RealReports.expected().keySet());
        int step = Math.max(1, all.size() / REPORTS);
        for (int next = 0; next < all.size(); next += step) {
            Path file = all.get(next);
            List<List<String>> pages = PdfText.pages(Files.readAllBytes(file), ReportLimits.USUAL);
            Map<String, String> truth = readGrades(pages, file);
            for (int seed = 0; seed < DAMAGES; seed++) {
                Map<String, String> grades = readGrades(TextChanges.damaged(pages, new Random(seed), 1), file);
                inputs++;
                if (!grades.isEmpty()) {
                    understood++;
                    assertThat(grades).as("%s, seed %d", file, seed).isEqualTo(truth);
                }
            }
        }
        System.out.println(inputs + " damaged texts of real reports: " + understood + " understood, none wrongly");
    }

    /** Grades by judgement; empty if the report was not understood. */
    private Map<String, String> readGrades(List<List<String>> pages, Path file) {
        ReportReading reading = reports.readLines(pages, file.toString(), null);
        if (!(reading instanceof ReportReading.Understood understood)) {
            return Map.of();
        }
        Map<String, String> grades = withGrades(understood.fields());
        grades.keySet().retainAll(Judgement.ids());
        return grades;
    }
}
