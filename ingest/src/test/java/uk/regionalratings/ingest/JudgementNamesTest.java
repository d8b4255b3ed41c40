package uk.regionalratings.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.regionalratings.ingest.table.ColumnNames;
import uk.regionalratings.vocabulary.Judgement;

/** Lists can name every judgement. docs/changing-it.md lists the places to change for a new one. */
class JudgementNamesTest {
    private final ColumnNames names = ColumnNames.bundled();

    @ParameterizedTest
    @EnumSource
    void columnsCsvHasTheIdAndTheLabel(Judgement judgement) {
        assertThat(names.columnOf(judgement.id())).as("columns.csv").contains(judgement.id());
        assertThat(names.columnOf(judgement.label())).as("columns.csv").contains(judgement.id());
    }

    @ParameterizedTest
    @EnumSource
    void aColumnWithASimilarNameIsTakenForAJudgement(Judgement judgement) {
        String similar = "The new " + judgement.label() + " grade";

        assertThat(names.columnOf(similar)).isEmpty();
        assertThat(names.mayBeJudgement(similar)).isTrue();
        assertThat(names.mayBeJudgement("The new " + judgement.label()))
                .as("ColumnNames.PARTS_OF_JUDGEMENTS")
                .isTrue();
    }
}
