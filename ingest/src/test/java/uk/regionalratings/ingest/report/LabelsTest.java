package uk.regionalratings.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Judgement;

/** Reports of every framework can be read. docs/changing-it.md lists the places to change for a new judgement. */
class LabelsTest {
    private static final Map<Framework, List<Set<Judgement>>> TABLES = Map.of(
            Framework.SIF, List.of(ReportGrades.SIF_ROWS, Set.of(Judgement.OVERALL_EFFECTIVENESS)),
            Framework.SIF_REINSPECTION, List.of(ReportGrades.SIF_ROWS, Set.of(Judgement.OVERALL_EFFECTIVENESS)),
            Framework.ILACS, List.of(ReportGrades.ILACS_COMBINED, ReportGrades.ILACS_SEPARATE),
            Framework.ILACS_2026, List.of(ReportGrades.ILACS_WITHOUT_OVERALL));

    @ParameterizedTest
    @EnumSource
    void everyJudgementHasANameInReports(Judgement judgement) {
        assertThat(Stream.of(Labels.SIF, Labels.ILACS).flatMap(labels -> labels.labels.stream()))
                .extracting(Labels.Label::judgement)
                .contains(judgement);
    }

    @Test
    void theTablesOfEachFrameworkHaveItsJudgementsAsRows() {
        for (Framework framework : Framework.known()) {
            Set<Judgement> rows = new TreeSet<>();
            TABLES.getOrDefault(framework, List.of()).forEach(rows::addAll);

            assertThat(rows)
                    .as("the rows of %s in ReportGrades", framework)
                    .containsExactlyElementsOf(Stream.of(Judgement.values())
                            .filter(framework::makes)
                            .toList());
        }
    }
}
