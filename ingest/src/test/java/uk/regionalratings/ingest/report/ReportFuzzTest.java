package uk.regionalratings.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.vocabulary.Judgement.ADOPTION;
import static uk.regionalratings.vocabulary.Judgement.OVERALL_EFFECTIVENESS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.regionalratings.ingest.report.SampleReport.Kind;
import uk.regionalratings.ingest.report.SampleReport.Part;
import uk.regionalratings.ingest.report.SampleReport.Wrapping;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Changes the text of invented reports, whose grades are known, in every way that extraction, layout and typing
 * errors can. Reading never ends in an exception; its result is the truth or a rejection. Seeded: a failure names the
 * seed.
 */
@Tag("sized")
class ReportFuzzTest {
    private static final List<String> NAMES = List.of(
            "Sunderland City Council",
            "London Borough of Enfield",
            "City of York Council",
            "St Helens Borough",
            "Kent");

    /** The number of each kind; damaged ones are twice as many. */
    private static final int TEXTS = Integer.getInteger("texts", 1_000);

    private final InspectionReports reports = new InspectionReports(RealReports.NAMES);

    /** Typesetting does not change the meaning: nearly all of these must be read, and none wrongly. */
    @Test
    void readsTheTruthHoweverTheTextIsSet() {
        int understood = 0;
        int inputs = TEXTS;
        for (int seed = 0; seed < inputs; seed++) {
            Random random = new Random(seed);
            SampleReport report = sample(random);
            List<List<String>> pages = TextChanges.setOtherwise(report.pages(), random);
            understood += truthOrRejection(report, pages, seed) ? 1 : 0;
        }
        System.out.println(inputs + " reports set otherwise: " + understood + " understood, none wrongly");
        assertThat(understood).isGreaterThan(inputs * 95 / 100);
    }

    /** One of two places that state a grade is changed, so it is unknown which is true. */
    @Test
    void rejectsEveryReportInWhichTwoPlacesDisagree() {
        int inputs = TEXTS;
        for (int seed = 0; seed < inputs; seed++) {
            Random random = new Random(seed);
            SampleReport report = sample(random);
            Judgement judgement = report.rows.get(random.nextInt(report.rows.size()));
            Grade otherGrade = Grade.values()[random.nextInt(4)];
            if (judgement == OVERALL_EFFECTIVENESS || otherGrade == report.grades.get(judgement)) {
                continue;
            }
            SampleReport other = withGrade(report, judgement, otherGrade);
            boolean inTable = random.nextBoolean();
            replace(report, other, inTable ? Kind.TABLE : Kind.STATEMENT);

            ReportReading reading = reports.readLines(report.pages(), report.name(), null);

            assertThat(reading).as("seed %d: %s", seed, report.pages()).isInstanceOf(ReportReading.Refused.class);
        }
    }

    /** One line or word is lost, doubled, moved or broken, anywhere. */
    @Test
    void neverReadsAWrongGradeFromADamagedText() {
        int understood = 0;
        int inputs = 2 * TEXTS;
        for (int seed = 0; seed < inputs; seed++) {
            Random random = new Random(seed);
            SampleReport report = sample(random);
            List<List<String>> pages = TextChanges.damaged(report.pages(), random, 1);
            understood += truthOrRejection(report, pages, seed) ? 1 : 0;
        }
        System.out.println(inputs + " damaged reports: " + understood + " understood, none wrongly");
        assertThat(understood).isBetween(inputs / 4, inputs * 9 / 10);
    }

    /** Much is damaged at once, with random characters in between: the content is unknown, but reading ends. */
    @Test
    void answersWhateverTheTextIs() {
        int inputs = TEXTS;
        for (int seed = 0; seed < inputs; seed++) {
            Random random = new Random(seed);
            List<List<String>> pages = TextChanges.damaged(sample(random).pages(), random, 2 + random.nextInt(30));
            pages = random.nextInt(4) == 0 ? TextChanges.shuffled(pages, random) : pages;

            ReportReading reading = reports.readLines(pages, "a" + random.nextInt() + ".pdf", null);

            assertThat(reading.toString()).as("seed %d", seed).doesNotContain("is damaged or not a real PDF");
        }
    }

    /** Returns true if the report was understood. */
    private boolean truthOrRejection(SampleReport report, List<List<String>> pages, int seed) {
        ReportReading reading = reports.readLines(pages, report.name(), null);
        assertThat(reading.toString()).as("seed %d", seed).doesNotContain("is damaged or not a real PDF");
        if (reading instanceof ReportReading.Understood understood) {
            Map<String, Grade> grades = SampleReport.gradesOf(understood);
            if (!grades.equals(report.truth())) {
                assertThat(grades)
                        .as("seed %d: %s", seed, String.join("\n", pages.get(0)))
                        .isEqualTo(report.truth());
            }
            return true;
        }
        return false;
    }

    /** Any layout, any wrapping, any grades that Ofsted's own rules allow. */
    static SampleReport sample(Random random) {
        return sample(random, new Wrapping(22 + random.nextInt(60), 12 + random.nextInt(30), random.nextBoolean()));
    }

    static SampleReport sample(Random random, Wrapping wrapping) {
        Framework framework =
                Framework.known().get(random.nextInt(Framework.known().size()));
        boolean combined = random.nextBoolean();
        Map<Judgement, Grade> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : SampleReport.rows(framework, combined)) {
            grades.put(judgement, Grade.values()[random.nextInt(4)]);
        }
        boolean sif = framework.makes(ADOPTION);
        if (sif) {
            grades.put(OVERALL_EFFECTIVENESS, sifOverall(grades));
        } else if (grades.containsKey(OVERALL_EFFECTIVENESS)) {
            grades.remove(OVERALL_EFFECTIVENESS);
            List<Grade> parts = new ArrayList<>(grades.values());
            Collections.shuffle(parts, random);
            grades.put(OVERALL_EFFECTIVENESS, parts.get(0));
        }
        return SampleReport.of(framework, combined, grades, wrapping, NAMES.get(random.nextInt(NAMES.size())));
    }

    private static Grade sifOverall(Map<Judgement, Grade> grades) {
        List<Grade> key = List.of(
                grades.get(Judgement.HELP_AND_PROTECTION),
                grades.get(Judgement.IN_CARE),
                grades.get(Judgement.IMPACT_OF_LEADERS));
        return Collections.max(key);
    }

    private static SampleReport withGrade(SampleReport report, Judgement judgement, Grade grade) {
        Map<Judgement, Grade> grades = new EnumMap<>(report.grades);
        grades.put(judgement, grade);
        return SampleReport.of(
                report.framework,
                report.rows.contains(Judgement.IN_CARE_AND_CARE_LEAVERS),
                grades,
                SampleReport.USUAL,
                "Kent");
    }

    /** Replaces the parts of one kind by those of another report of the same layout. */
    private static void replace(SampleReport report, SampleReport other, Kind kind) {
        List<Part> from =
                other.parts.stream().filter(part -> part.kind() == kind).toList();
        int next = 0;
        for (int i = 0; i < report.parts.size(); i++) {
            if (report.parts.get(i).kind() == kind) {
                report.parts.set(i, from.get(next++));
            }
        }
    }
}
